import type { InteractionFunction, InteractionSSEEvent, Tool } from '../src/core.ts';
import type { Settings } from './settings.ts';

type Arguments = { [name: string]: unknown };

/** Functions by name. It may grow: see {@link learnFunction}. */
export type DemoFunctions = { [name: string]: InteractionFunction };

/** Long enough to see that the model waits, in ms. */
const DURATION = 600;

const CONDITIONS = ['sunny', 'partly cloudy', 'overcast', 'light rain', 'windy', 'clear'];
const RATES: { [currency: string]: number } = { EUR: 1, USD: 1.09, GBP: 0.86, JPY: 171, CHF: 0.94, SEK: 11.2 };

const RUNS: { readonly [name: string]: (args: Arguments) => object } = {
  get_weather({ location, city, unit }) {
    const place = String(location ?? city ?? 'nowhere');
    const chance = Array.from(place).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
    const celsius = 4 + (chance % 25);
    const isFahrenheit = /^f/i.test(String(unit ?? ''));
    return {
      location: place,
      temperature: isFahrenheit ? Math.round(celsius * 1.8 + 32) : celsius,
      unit: isFahrenheit ? '°F' : '°C',
      condition: CONDITIONS[chance % CONDITIONS.length],
    };
  },
  convert_currency({ amount, from, to }) {
    const rate = (RATES[String(to)] ?? 1) / (RATES[String(from)] ?? 1);
    return { amount: round(Number(amount ?? 1) * rate, 2), currency: String(to ?? 'EUR'), rate: round(rate, 4) };
  },
};

/** What a model is told of them, where the reader answers for them. */
export const demoTools: readonly Tool[] = [
  {
    type: 'function',
    name: 'get_weather',
    description: 'The current weather at a place.',
    parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
  },
];

/** Functions that the page runs when a model calls them. `undefined` where the reader answers all calls. */
export function createDemoFunctions(mode: Settings['functions']): DemoFunctions | undefined {
  if (mode === 'manual') return undefined;
  return Object.fromEntries(
    Object.keys(RUNS).map((name) => {
      const { description, parameters } = (demoTools.find((tool) => tool.name === name) ?? {}) as InteractionFunction;
      const run = async (args: Arguments) => {
        await new Promise((resolve) => setTimeout(resolve, DURATION));
        return demoResult(name, args);
      };
      return [name, { description, parameters, run, needsApproval: mode === 'ask' }];
    }),
  );
}

/** Takes a function that a recording calls, and the page does not have, for one that the reader answers. */
export function learnFunction(functions: DemoFunctions | undefined, event: InteractionSSEEvent): void {
  const { step } = event as { step?: { type?: string; name?: string } };
  if (event.event_type !== 'step.start' || step?.type !== 'function_call' || !step.name) return;
  if (functions && !Object.hasOwn(functions, step.name)) functions[step.name] = {};
}

/** What a demo function gives for these arguments, always the same. `undefined` for any other function. */
export function demoResult(name: string, args: Arguments): object | undefined {
  return Object.hasOwn(RUNS, name) ? RUNS[name]?.(args) : undefined;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
