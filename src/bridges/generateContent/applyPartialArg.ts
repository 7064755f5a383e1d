import { isWire, type Wire } from '../../protocol/Wire.ts';

/** A function call's arguments as far as they have come. */
export interface PartialArguments {
  readonly args: Wire;
  /** The paths of texts that go on with the next piece. */
  readonly growing: ReadonlySet<string>;
}

type Path = readonly (string | number)[];

/**
 * Lays one piece of streamed arguments over those that are there; these stay as they are. Vertex AI sends such pieces: a
 * value, and its place as a JSON path (`$.cities[0].name`). A text may come in several pieces.
 */
export function applyPartialArg({ args, growing }: PartialArguments, piece: Wire): PartialArguments {
  const jsonPath = typeof piece.jsonPath === 'string' ? piece.jsonPath : '';
  const path = readPath(jsonPath);
  if (path.length === 0) return { args, growing };
  const goesOn = growing.has(jsonPath);
  const value = valueOf(piece);
  const changed = setAt(args, path, (before) => {
    if (value === undefined) return before;
    return goesOn && typeof before === 'string' && typeof value === 'string' ? before + value : value;
  });
  const still = new Set(growing);
  if (piece.willContinue === true) still.add(jsonPath);
  else still.delete(jsonPath);
  return { args: changed as Wire, growing: still };
}

const SEGMENT = /\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/g;

function readPath(path: string): Path {
  return [...path.matchAll(SEGMENT)].map(([, name, index, single, double]) =>
    index === undefined ? (name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1')) : Number(index),
  );
}

function valueOf(piece: Wire): unknown {
  const { stringValue, numberValue, boolValue } = piece;
  if ('nullValue' in piece) return null;
  return [stringValue, numberValue, boolValue].find((value) => value !== undefined);
}

/** Copies what is on the way. A list grows by one item at most, and a key `__proto__` is an ordinary property. */
function setAt(target: unknown, [key, ...rest]: Path, change: (before: unknown) => unknown): unknown {
  if (key === undefined) return change(target);
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(target) ? [...target] : [];
    const at = Math.min(key, list.length);
    list[at] = setAt(list[at], rest, change);
    return list;
  }
  const own: Wire = isWire(target) ? { ...target } : {};
  const value = setAt(Object.hasOwn(own, key) ? own[key] : undefined, rest, change);
  return Object.defineProperty(own, key, { value, writable: true, enumerable: true, configurable: true });
}
