import type { CreateInteractionParams } from '../../src/protocol/CreateInteractionParams.ts';
import type { FunctionResultStep, Step } from '../../src/protocol/Step.ts';
import type { RecordingName } from '../../src/testing/recordings.ts';
import { inputText, newInputSteps } from '../../src/testing/interactionInput.ts';

const TOPICS: readonly (readonly [RegExp, RecordingName])[] = [
  [/\bcount\b/i, 'counting'],
  [/\bresearch\b/i, 'deep-research'],
  [/\b(draw|paint|image|picture|illustrate)/i, 'interleaved-images'],
  [/\b(search|news|latest|grounded|sources?)\b/i, 'grounded-answer'],
  [/\b(code|plot|compute|calculate)\b/i, 'code-execution'],
  [/\b(think|reason|prove|puzzle)\b/i, 'thinking'],
];

/**
 * Stands in for a model: a question about the weather calls `get_weather`, its result is put into a sentence, a few words
 * bring up a recording about them, and everything else is repeated. `undefined` leaves other function results to the server.
 */
export function respondToPrompt({ input }: CreateInteractionParams): string | Step[] | undefined {
  const steps = newInputSteps(input);
  const results = steps.filter((step) => step.type === 'function_result') as FunctionResultStep[];
  if (results.length > 0) return describeWeather(results);
  const prompt = inputText(input);
  if (/\b(weather|temperature|forecast)\b/i.test(prompt)) return callGetWeather(placesIn(prompt));
  return TOPICS.find(([words]) => words.test(prompt))?.[1] ?? [repeat(prompt, steps)];
}

function placesIn(prompt: string): string[] {
  const [, places = 'Boston'] = /\b(?:in|at|for)\s+(\p{Lu}[^?!.;]*)/u.exec(prompt) ?? [];
  return places
    .split(/\s*,\s*|\s+and\s+/)
    .filter((place) => place !== '')
    .slice(0, 4);
}

function callGetWeather(places: readonly string[]): Step[] {
  const where = places.join(' and ');
  const summary = [
    { type: 'text' as const, text: `**Looking up the weather**\n\nThis needs the current weather in ${where}.\n\n\n` },
  ];
  const calls = places.map((location) => ({
    type: 'function_call' as const,
    id: `call_${Math.random().toString(36).slice(2, 10)}`,
    name: 'get_weather',
    arguments: { location },
  }));
  return [{ type: 'thought', summary, signature: btoa('no signature: made by the embedded server') }, ...calls];
}

function describeWeather(results: readonly FunctionResultStep[]): Step[] | undefined {
  const sentences = results.map(({ is_error, result }) => {
    const { location, temperature, unit = '°C', condition } = Object(result) as { [field: string]: unknown };
    const isWeather = !is_error && typeof location === 'string' && typeof temperature === 'number';
    return isWeather && `**${location}**: ${temperature} ${String(unit)}${condition ? `, ${String(condition)}` : ''}.`;
  });
  if (!sentences.every((sentence) => sentence !== false)) return undefined;
  return [output(sentences.length === 1 ? String(sentences[0]) : sentences.map((line) => `- ${line}`).join('\n'))];
}

function repeat(prompt: string, steps: readonly Step[]): Step {
  const content = steps.flatMap((step) =>
    Array.isArray(step['content' as never]) ? (step['content' as never] as { type: string }[]) : [],
  );
  const attachments = content.flatMap(({ type }) => (type === 'text' ? [] : [type]));
  return output(
    [
      'This is the embedded server. There is no model behind it, so it repeats what it was sent:',
      prompt && prompt.replace(/^/gm, '> '),
      attachments.length > 0 && `With it came: ${attachments.join(', ')}.`,
      'Ask it for the **weather** somewhere, to **count**, to **think**, to **search**, to **draw**, to run **code** or to do **research**, or play a recording.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
}

function output(text: string): Step {
  return { type: 'model_output', content: [{ type: 'text', text }] };
}
