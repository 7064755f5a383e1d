import { createRoot, type Root } from 'react-dom/client';
import {
  createFetchTransport,
  createInteractionStore,
  InteractionSteps,
  type InteractionStore,
  type Step,
} from '../../../src/index.ts';
import '../../../src/styles.css';
import './page.css';

declare global {
  interface Window {
    /** Streams a recording into the page, to its end. */
    play?: (recording: string) => Promise<void>;
    /** Draws steps as they are. */
    draw?: (steps: Step[]) => void;
  }
}

const transport = createFetchTransport({ url: '/v1beta/interactions' });
const main = document.querySelector('main') as HTMLElement;
let root: Root | undefined;

function mount(): Root {
  root?.unmount();
  root = createRoot(main);
  return root;
}

window.play = async (recording) => {
  const store: InteractionStore = createInteractionStore({ transport, params: { model: 'gemini-3-flash-preview' } });
  mount().render(<InteractionSteps stream={{ store }} />);
  await store.getState().send('Go.', { labels: { recording } });
};

window.draw = (steps) => mount().render(<InteractionSteps steps={steps} />);
