import type { Meta, StoryObj } from '@storybook/react-vite';
import { endsWith } from './fixtures/endsWith.ts';
import { RecordedSituation } from './fixtures/RecordedSituation.tsx';

/** Between two events, in ms: slow enough to watch in Storybook, fast enough for a test. */
const PACE = import.meta.env.MODE === 'test' ? 1 : 70;

const meta = {
  title: 'Situations/Whole answers',
  component: RecordedSituation,
  args: { pace: PACE },
  argTypes: {
    pace: { control: { type: 'range', min: 0, max: 400, step: 10 } },
    chunkSize: { control: { type: 'range', min: 1, max: 2000, step: 1 } },
    cutAt: { control: 'number' },
  },
  parameters: {
    docs: {
      description: {
        component:
          'Whole turns as they come from the API: each recording plays from its first event to its last. `pace` and `chunkSize` say how; changing one plays it again.',
      },
      story: { autoplay: false, inline: false, height: '420px' },
    },
  },
} satisfies Meta<typeof RecordedSituation>;

export default meta;
type Story = StoryObj<typeof meta>;

export const GroundedAnswer: Story = {
  args: { recording: 'grounded-answer', input: 'Who won the science Nobel prizes of 2025?' },
  play: endsWith({
    says: ['Physiology or Medicine', 'Searched the web', 'regulatory T cells – the immune system’s'],
    shows: { 'thought-summary': 1, 'model-output': 1, 'search-result-card': 1, 'search-suggestions': 1, sources: 1 },
  }),
};

export const Counting: Story = {
  args: { recording: 'counting', input: 'Count from 1 to 25.' },
  play: endsWith({ says: ['1, 2, 3,', '24, 25'], shows: { 'thought-summary': 1, 'model-output': 1, notice: 0 } }),
};

export const Thinking: Story = {
  args: { recording: 'thinking', input: 'What is the greatest common divisor of 1071 and 462?' },
  play: endsWith({
    says: ['Shaping the Answer', 'def gcd(a: int, b: int)', 'shared: 3 · 7 = 21'],
    shows: { 'thought-summary': 1, 'model-output': 1, 'code-block': 1 },
  }),
};

export const InterleavedImages: Story = {
  args: { recording: 'interleaved-images', input: 'Tell me an illustrated story set in the Colosseum.' },
  play: endsWith({
    says: ['Part 1: The New Amphitheatre', 'the gate of the living'],
    shows: { 'thought-summary': 3, 'model-output': 4, 'image-step': 3 },
  }),
};

/** The host must answer: the card is open and says so. */
export const FunctionCall: Story = {
  args: { recording: 'function-call-turn-1', input: 'What is the weather in Paris?' },
  play: endsWith({
    says: ['get_weather', 'Paris', 'Waiting for the result of get_weather'],
    shows: { 'thought-summary': 1, 'function-call-card': 1, 'model-output': 0, notice: 1 },
  }),
};

/** The second turn alone: of its call, only the result that was sent is known. */
export const FunctionCallAnswered: Story = {
  args: {
    recording: 'function-call-turn-2',
    input: [{ type: 'function_result', call_id: 'un6k8t18', name: 'get_weather', result: 'Sunny, 22 °C' }],
  },
  play: endsWith({
    says: ['Result of get_weather', 'a temperature of 22°C'],
    shows: { 'function-call-card': 1, 'thought-summary': 1, 'model-output': 1, notice: 0 },
  }),
};

export const ParallelFunctionCalls: Story = {
  args: { recording: 'parallel-function-calls', input: 'Plan a weekend in Lisbon for two.' },
  play: endsWith({
    says: ['get_weather', 'search_flights', 'search_hotels', 'convert_currency', 'list_calendar_events'],
    shows: { 'thought-summary': 1, 'function-call-card': 5, notice: 1 },
  }),
};

export const SearchAndFunctionCall: Story = {
  args: { recording: 'search-and-function-call', input: 'How is the weather on the largest mountain in Europe?' },
  play: endsWith({
    says: ['Searched the web', 'get_weather'],
    shows: { 'search-result-card': 1, 'thought-summary': 1, 'function-call-card': 1, notice: 1 },
  }),
};

export const DeepResearch: Story = {
  args: { recording: 'deep-research', input: 'Research the state of quantum computing.' },
  play: endsWith({ says: ['clearest case of advantage'], shows: { 'thought-summary': 9, 'model-output': 2 } }),
};

/** An agent that runs its functions on the server: nobody has to answer. */
export const ToolAgent: Story = {
  args: {
    recording: 'tool-agent',
    input: 'The test “first week of 2027” in my date parser fails. Find out why and fix it.',
  },
  play: endsWith({
    says: ['list_directory', 'run_command', 'edit_file', 'Searched the web', 'The test passes now'],
    shows: {
      'user-input': 1,
      'thought-summary': 3,
      'function-call-card': 4,
      'search-result-card': 1,
      'tool-card': 1,
      'model-output': 1,
    },
  }),
};

export const CodeExecution: Story = {
  args: { recording: 'code-execution', input: 'How well does x / ln x count the primes? Compute it.' },
  play: endsWith({
    says: ['Thought', 'Ran code', 'one cell too short'],
    shows: { 'thought-summary': 2, 'tool-card': 2, 'model-output': 1, 'image-step': 1 },
  }),
};

export const URLContext: Story = {
  args: { recording: 'url-context', input: 'What do these four pages say about event streams?' },
  play: endsWith({
    says: ['Read pages', 'Last-Event-ID', 'behind a paywall'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1 },
  }),
};

export const Maps: Story = {
  args: { recording: 'maps', input: 'Where can I have a good coffee near Piazza Navona?' },
  play: endsWith({
    says: ['Searched Google Maps', 'Caffè della Luna', 'half past nine'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1 },
  }),
};

export const MCP: Story = {
  args: { recording: 'mcp', input: 'Which open tickets are about printers that go offline?' },
  play: endsWith({
    says: ['search_tickets', 'plotter-2'],
    shows: { 'thought-summary': 1, 'tool-card': 3, 'model-output': 1 },
  }),
};

export const FileSearch: Story = {
  args: { recording: 'file-search', input: 'How much leave does the handbook allow?' },
  play: endsWith({
    says: ['Searched files', 'The handbook allows 28 days', 'Zürich'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1, sources: 1 },
  }),
};

export const Audio: Story = {
  args: { recording: 'audio', input: 'Play me a short sound.' },
  play: endsWith({ says: [], shows: { 'model-output': 1, 'audio-item': 1 } }),
};

export const Transcription: Story = {
  args: { recording: 'transcription', input: 'Transcribe this call.' },
  play: endsWith({ says: ['welcome to the call', 'Up four percent'], shows: { 'model-output': 1, sources: 0 } }),
};

export const RightToLeft: Story = {
  args: { recording: 'rtl', input: 'ما هي الأفلاج في سلطنة عُمان؟' },
  play: endsWith({
    says: ['الأفلاج في سلطنة عُمان', 'فلج دارس'],
    shows: { 'thought-summary': 1, 'model-output': 1 },
  }),
};

/** The tokens ran out while the model was still thinking. */
export const Incomplete: Story = {
  args: { recording: 'incomplete', input: 'Prove the four colour theorem.' },
  play: endsWith({
    says: ['Mapping the Proof', 'token limit'],
    shows: { 'thought-summary': 1, notice: 1, 'model-output': 0 },
  }),
};

export const MidStreamError: Story = {
  args: { recording: 'mid-stream-error', input: 'Why is the sky blue?' },
  play: endsWith({
    outcome: 'error',
    says: ['scattered roughly five times as much as red', 'The service is busy just now', 'Try again'],
    shows: { 'thought-summary': 1, 'model-output': 1, notice: 1 },
  }),
};

/** Events, steps and deltas of types that this version does not know. */
export const UnknownThings: Story = {
  args: { recording: 'unknown-things', input: 'Show me the planets as a hologram.' },
  play: endsWith({
    says: ['hologram', 'Jupiter is the bright one'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1, notice: 0 },
  }),
};

/** The words of the migration guide rather than those of the API: they come out the same. */
export const MigrationDialect: Story = {
  args: { recording: 'migration-dialect', input: 'What is the weather in Boston?' },
  play: endsWith({
    says: ['get_weather', 'Boston', 'rain is expected to last until about 9 pm'],
    shows: { 'thought-summary': 2, 'function-call-card': 1, 'search-result-card': 1, 'model-output': 1, notice: 0 },
  }),
};

/** Three bytes at a time, in the middle of characters too: nothing of it shows. */
export const TinyChunks: Story = {
  args: { ...RightToLeft.args, chunkSize: import.meta.env.MODE === 'test' ? 97 : 3, pace: 0 },
  play: RightToLeft.play,
};
