import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { ModelOutput, type Annotation, type ModelOutputStep, type TextContent } from '../src/index.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { useGrowingText } from './fixtures/useGrowingText.ts';

const meta = {
  title: 'Content/Citations',
  component: ModelOutput,
  parameters: {
    docs: {
      description: {
        component:
          'The numbers of sources stand right behind the words that cite them, at the byte offsets of the annotations. Each opens a card under a resting mouse, with the focus, or with a tap; Escape closes it. The list under the answer has the same numbers. What the reader copies has none of them.',
      },
    },
  },
} satisfies Meta<typeof ModelOutput>;

export default meta;
type Story = StoryObj<typeof meta>;

const encoder = new TextEncoder();
const web = (title: string, host: string) => ({ type: 'url_citation', title, url: `https://${host}/` });
const pages = [
  web('How the harbour was built', 'harbour.example'),
  web('Tide tables 2027', 'tides.example'),
  web('The old lighthouse', 'lights.example'),
  web('A chart of the bay', 'charts.example'),
  web('Storms of the century', 'storms.example'),
];

/** An answer with a citation wherever a `^` is in the text: of the pages whose numbers follow it. */
function answer(marked: string): ModelOutputStep {
  const annotations: Annotation[] = [];
  let text = '';
  for (const [at, piece] of marked.split('^').entries()) {
    const digits = at === 0 ? '' : (/^\d+/.exec(piece)?.[0] ?? '');
    const end_index = encoder.encode(text).length;
    for (const digit of digits) annotations.push({ ...pages[Number(digit) - 1], end_index } as Annotation);
    text += piece.slice(digits.length);
  }
  return { type: 'model_output', content: [{ type: 'text', text, annotations }] } as ModelOutputStep;
}

const harbour =
  'The harbour was built in 1874^1 and has been dredged twice since.^12 Ships of up to 9 m draught enter at any tide^2, larger ones wait for high water.^12345';

export const InText: Story = {
  args: { step: answer(harbour) },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('button', { name: /^Sources? / }).map((mark) => mark.textContent)).toEqual([
      '1',
      '1 2',
      '2',
      '1 2 +3',
    ]);
  },
};

export const Open: Story = {
  args: { step: answer(harbour) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.hover(canvas.getByRole('button', { name: 'Sources 1 2' }));
    const card = await screen.findByRole('dialog', { name: 'Sources' });
    await waitFor(() => expect(card).toBeVisible());
    await expect(card).toHaveTextContent('How the harbour was built');
  },
};

export const ManyAtOnePlace: Story = {
  args: { step: answer(harbour) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Sources 1 2 +3' }));
    await expect(screen.getByRole('dialog').querySelectorAll('a')).toHaveLength(5);
  },
};

/** In lists, tables, headings and emphasis; right behind code and links that they fall into. */
export const Everywhere: Story = {
  args: {
    step: answer(
      '## The harbour^1\n\n- built in **1874^1**\n- dredged *twice^2*\n  1. in 1901^3\n  2. in 1988^4\n\n| Ship | Draught |\n|---|--:|\n| Ferry^5 | 4 m^2 |\n| Tanker | 11 m^12 |\n\n> Mind the `wea^3ther` and read [the tide^2 tables](https://tides.example).\n\n```sh\nsail --^4now\n```\n\nFair winds.^5',
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.ris-citation')).toHaveLength(12);
    await expect(canvasElement.querySelectorAll('a .ris-citation, code .ris-citation')).toHaveLength(0);
  },
};

/** Each page of a file is a source of its own; the card quotes the passage. */
export const Files: Story = {
  args: { step: recordedStep('file-search', 'model_output') },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Sources 4 5' }));
    await expect(screen.getByRole('dialog')).toHaveTextContent('page 22');
    await expect(screen.getByRole('dialog')).toHaveTextContent('The notice period of eight weeks');
  },
};

/** Places on Google Maps, with what people wrote about them. */
export const Places: Story = {
  args: { step: recordedStep('maps', 'model_output') },
  play: async ({ canvas, userEvent }) => {
    const [first] = canvas.getAllByRole('button', { name: 'Source 1' });
    await userEvent.click(first as HTMLElement);
    await expect(screen.getByRole('dialog')).toHaveTextContent('Caffè della LunaGoogle MapsGranita with cream');
  },
};

/** A citation without a usable place keeps its number in the list. A refused address is text. */
export const Odd: Story = {
  args: {
    step: {
      type: 'model_output',
      content: [
        {
          type: 'text',
          text: 'The lighthouse is white.',
          annotations: [
            { ...pages[2], end_index: 24 },
            { ...pages[0] },
            { ...pages[1], start_index: 20, end_index: 3 },
            { type: 'url_citation', url: 'javascript:alert(1)', title: 'A trap', end_index: 999 },
          ],
        },
      ],
    } as ModelOutputStep,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Sources 1 4' })).toBeVisible();
    await expect(canvas.getAllByRole('link')).toHaveLength(3);
  },
};

/** Offsets are bytes: the marks stand right behind what they cite in any script. */
export const Scripts: Story = {
  args: {
    step: answer(
      'ท่าเรือสร้างในปี พ.ศ. 2417^1 และขุดลอกสองครั้ง^2\n\n港は1874年に建設され^1、二度浚渫されました。^2\n\nNe\u0301 en 1874^1 ⚓️🚢🇵🇹^2 le phare est blanc.^3\n\nبُني الميناء عام 1874^1 وجُرّف مرتين.^2',
    ),
  },
  play: async ({ canvasElement }) => {
    const before = Array.from(canvasElement.querySelectorAll('.ris-insertion'), (mark) =>
      mark.previousSibling?.textContent?.slice(-4),
    );
    await expect(before).toEqual([
      '2417',
      'ครั้ง'.slice(-4),
      '建設され',
      'ました。',
      '1874',
      '🇵🇹',
      'anc.',
      '1874',
      'تين.',
    ]);
  },
};

export const RightToLeft: Story = {
  args: { step: answer('بُني الميناء عام 1874^1 وجُرّف مرتين منذ ذلك الحين.^123 وتنتظر السفن الكبيرة المد.^12345') },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Sources 1 2 +3' }));
    const { left, right } = screen.getByRole('dialog').getBoundingClientRect();
    await expect(left).toBeGreaterThanOrEqual(0);
    await expect(right).toBeLessThanOrEqual(document.documentElement.clientWidth);
  },
};

const growing = answer(Array.from({ length: 6 }, () => harbour).join('\n\n'));

function Growing() {
  const item = growing.content?.[0] as TextContent;
  const { text, status } = useGrowingText(item.text, 4);
  return <ModelOutput step={{ ...growing, content: [{ ...item, text }] }} status={status} />;
}

/** A mark comes as soon as more text stands behind it. */
export const Streaming: Story = {
  args: { step: growing },
  render: () => <Growing />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('.ris-citation')).toHaveLength(24), { timeout: 20_000 });
  },
};
