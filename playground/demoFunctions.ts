import type { Tool } from '../src/core.ts';

type Arguments = { [name: string]: unknown };

const CONDITIONS = ['sunny', 'partly cloudy', 'overcast', 'light rain', 'windy', 'clear'];
const RATES: { [currency: string]: number } = { EUR: 1, USD: 1.09, GBP: 0.86, JPY: 171, CHF: 0.94, SEK: 11.2 };

/** Functions that the page runs by itself when a model calls them. The same arguments always give the same result. */
export const demoFunctions: { readonly [name: string]: (args: Arguments) => object } = {
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

/** What the real API is told of them. */
export const demoTools: readonly Tool[] = [
  {
    type: 'function',
    name: 'get_weather',
    description: 'The current weather at a place.',
    parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
  },
];

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
