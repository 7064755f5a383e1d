import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import '../../../src/styles.css';
import { growing } from './growing.tsx';

/** Our markdown component alone, given the whole text again with every delta: no store, no frames. */
export const candidate = growing(({ children }) => <Markdown text={children} status="streaming" />);
