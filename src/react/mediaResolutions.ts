import type { Content } from '../protocol/Content.ts';
import type { UrlPolicy } from './urlPolicy.ts';

/** What the app said about a URI: where to load it from (`''`: it has no word on it), not yet, or that it failed. */
export type MediaResolution =
  { state: 'done'; url: string } | { state: 'waiting' } | { state: 'failed'; error: unknown };

type Resolver = NonNullable<UrlPolicy['resolveMediaUri']>;

interface Asked {
  /** Missing before the first question. */
  resolution?: MediaResolution;
  readonly listeners: Set<() => void>;
}

const NO_WORD: MediaResolution = { state: 'done', url: '' };

/** What each resolver has been asked, by URI. They go with the resolver. */
const asked = new WeakMap<Resolver, Map<string, Asked>>();

/** The answer to a URI so far. The first call asks; every other one gets what that gave, the same object until it changes. */
export function mediaResolution(uri: string, content: Content, resolver: Resolver | undefined): MediaResolution {
  if (!resolver || uri === '') return NO_WORD;
  const entry = entryOf(uri, resolver);
  return entry.resolution ?? ask(entry, uri, content, resolver);
}

/** Calls back when the answer changes. @returns Ends that. */
export function watchResolution(uri: string, resolver: Resolver | undefined, changed: () => void): () => void {
  if (!resolver) return () => {};
  const { listeners } = entryOf(uri, resolver);
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Asks anew: the answer was a failure, or an address that has expired. */
export function resolveAgain(uri: string, content: Content, resolver: Resolver | undefined): void {
  if (!resolver || uri === '') return;
  const entry = entryOf(uri, resolver);
  if (entry.resolution?.state === 'waiting') return;
  ask(entry, uri, content, resolver);
  for (const changed of entry.listeners) changed();
}

function entryOf(uri: string, resolver: Resolver): Asked {
  const ofResolver = asked.get(resolver) ?? new Map<string, Asked>();
  const entry = ofResolver.get(uri) ?? { listeners: new Set() };
  asked.set(resolver, ofResolver.set(uri, entry));
  return entry;
}

function ask(entry: Asked, uri: string, content: Content, resolver: Resolver): MediaResolution {
  const settle = (resolution: MediaResolution) => {
    entry.resolution = resolution;
    for (const changed of entry.listeners) changed();
  };
  try {
    const answer = resolver(uri, content);
    if (!isPromise(answer)) return (entry.resolution = done(answer));
    answer.then(
      (url) => settle(done(url)),
      (error: unknown) => settle({ state: 'failed', error }),
    );
    return (entry.resolution = { state: 'waiting' });
  } catch (error) {
    return (entry.resolution = { state: 'failed', error });
  }
}

function done(url: unknown): MediaResolution {
  return typeof url === 'string' && url !== '' ? { state: 'done', url } : NO_WORD;
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | undefined)?.then === 'function';
}
