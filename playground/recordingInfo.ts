import type { RecordingName } from '../src/testing/recordings.ts';

export interface RecordingInfo {
  title: string;
  /** What is sent with it, as if it had been asked. */
  prompt: string;
}

/** The recordings in the order of the list. */
export const RECORDINGS: Record<RecordingName, RecordingInfo> = {
  counting: { title: 'Counting', prompt: 'Count from 1 to 25.' },
  thinking: { title: 'Thinking', prompt: 'What is the greatest common divisor of 1071 and 462?' },
  'grounded-answer': { title: 'Grounded answer', prompt: 'Who won the science Nobel prizes of 2025?' },
  'interleaved-images': { title: 'Interleaved images', prompt: 'Tell me an illustrated story set in the Colosseum.' },
  'function-call-turn-1': { title: 'Function call', prompt: 'What is the weather in Paris?' },
  'function-call-turn-2': { title: 'Call answered', prompt: 'What is the weather in Paris?' },
  'parallel-function-calls': { title: 'Parallel calls', prompt: 'Plan a weekend in Lisbon for two.' },
  'search-and-function-call': {
    title: 'Search and call',
    prompt: 'How is the weather on the largest mountain in Europe?',
  },
  'deep-research': { title: 'Deep research', prompt: 'Research the state of quantum computing.' },
  'tool-agent': {
    title: 'Agent with tools',
    prompt: 'The test “first week of 2027” in my date parser fails. Find out why and fix it.',
  },
  'code-execution': { title: 'Code execution', prompt: 'How well does x / ln x count the primes? Compute it.' },
  'url-context': { title: 'URL context', prompt: 'What do these four pages say about event streams?' },
  maps: { title: 'Maps', prompt: 'Where can I have a good coffee near Piazza Navona?' },
  mcp: { title: 'MCP server', prompt: 'Which open tickets are about printers that go offline?' },
  'file-search': { title: 'File search', prompt: 'How much leave does the handbook allow?' },
  audio: { title: 'Audio', prompt: 'Play me a short sound.' },
  transcription: { title: 'Transcription', prompt: 'Transcribe this call.' },
  rtl: { title: 'Right to left', prompt: 'ما هي الأفلاج في سلطنة عُمان؟' },
  incomplete: { title: 'Token limit', prompt: 'Prove the four colour theorem.' },
  'mid-stream-error': { title: 'Error in mid-stream', prompt: 'Why is the sky blue?' },
  'unknown-things': { title: 'Unknown things', prompt: 'Show me the planets as a hologram.' },
  'migration-dialect': { title: 'Migration dialect', prompt: 'What is the weather in Boston?' },
};
