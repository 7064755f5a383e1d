import { posix } from 'node:path';
import { readImports } from './readImports.ts';

/** Which folders of `src` a folder may import from. The first five are the flow, each on the right of what it uses. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  stream: ['protocol'],
  store: ['protocol', 'stream'],
  react: ['protocol', 'stream', 'store'],
  components: ['protocol', 'store', 'react'],
  testing: ['protocol', 'stream', 'store'],
  query: ['protocol', 'stream', 'store', 'react'],
  adapters: ['protocol', 'stream', 'store', 'react'],
  bridges: ['protocol', 'stream', 'store'],
  server: [],
};

const flow = ['protocol', 'stream', 'store', 'react', 'components'];

/** The folders inside a stage, each on the right of what it may import from. */
const inside: Readonly<Record<string, readonly string[]>> = {
  store: ['state', 'reducer', 'functions', 'thread'],
  components: ['parts', 'media', 'markdown', 'json', 'citations', 'steps', 'thread'],
};

/** The folders that an entry may draw on, so that nobody loads React, or an optional package, who has not asked for it. */
const entries: Readonly<Record<string, readonly string[]>> = {
  'index.ts': flow,
  'core.ts': ['protocol', 'stream', 'store'],
  'query.ts': ['query'],
  'shiki.ts': ['adapters'],
  'server.ts': ['server'],
  'testing.ts': ['testing'],
  'generateContent.ts': ['bridges'],
  'uiMessages.ts': ['bridges'],
};

const reactFree = ['protocol', 'stream', 'store', 'testing', 'bridges', 'server'];
/** `zustand` itself re-exports its React hook; `zustand/vanilla` does not. */
const reactPackages = /^(react|react-dom)(\/|$)|^zustand$|^zustand\/(react|traditional|shallow)/;

/** What {@link checkArchitecture} found. */
export interface Architecture {
  /** One sentence for each import, file name or cycle that breaks a rule. Empty when all is well. */
  violations: string[];
  /** How many imports lead from one folder of the flow to another, keyed `store → protocol`. */
  edges: Record<string, number>;
}

/**
 * Checks the import rules of the library over its sources, types included.
 *
 * @param sources the text of each `.ts` and `.tsx` file, by its path from `src` (`store/createThreadStore.ts`)
 */
export function checkArchitecture(sources: Readonly<Record<string, string>>): Architecture {
  const violations: string[] = [];
  const edges: Record<string, number> = {};
  const graph = new Map<string, string[]>();

  for (const [path, source] of Object.entries(sources)) {
    const folder = folderOf(path);
    const targets: string[] = [];
    graph.set(path, targets);

    if (folder !== undefined && !(folder in arrows)) violations.push(`${path}: src has no folder "${folder}"`);
    const rooms = inside[folder ?? ''];
    const room = roomOf(path);
    if (rooms && room !== undefined && !rooms.includes(room)) {
      violations.push(`${path}: ${folder} has no folder "${room}"`);
    }
    if (folder !== undefined && /^index\.tsx?$/.test(posix.basename(path))) {
      violations.push(`${path}: the entry files at the top of src are the only barrels`);
    }

    for (const specifier of readImports(path, source)) {
      const problem = specifier.startsWith('.') ? checkRelative(specifier) : checkPackage(specifier);
      if (problem) violations.push(`${path}: ${problem} ("${specifier}")`);
    }

    function checkPackage(specifier: string): string | undefined {
      if (folder === undefined) return 'an entry file names only files of src';
      if (folder === 'protocol') return 'protocol imports nothing';
      if (specifier.startsWith('node:')) return 'src runs in a browser';
      if (folder !== 'query' && specifier.startsWith('@tanstack/')) return 'only query knows TanStack Query';
      if (folder !== 'adapters' && /^(@shikijs|shiki)(\/|$)/.test(specifier)) return 'only adapters know Shiki';
      if (reactFree.includes(folder) && reactPackages.test(specifier)) return `${folder} knows no React`;
      return undefined;
    }

    function checkRelative(specifier: string): string | undefined {
      const target = posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')));
      if (target.startsWith('..')) return 'outside of src';
      const isSource = /\.tsx?$/.test(target);
      if (isSource && !(target in sources)) return 'no such file';
      if (!isSource && folder !== 'testing') return 'a specifier ends in .ts or .tsx';
      if (isSource) targets.push(target);

      const targetFolder = folderOf(target);
      if (targetFolder === undefined) return 'an entry file is not to be imported';
      if (folder === undefined) {
        return (entries[path] ?? Object.keys(arrows)).includes(targetFolder)
          ? undefined
          : `this entry may not import from ${targetFolder}`;
      }
      if (folder === targetFolder) return checkInside(roomOf(target));
      if (flow.includes(folder)) edges[`${folder} → ${targetFolder}`] = (edges[`${folder} → ${targetFolder}`] ?? 0) + 1;
      return arrows[folder]?.includes(targetFolder) ? undefined : `${folder} may not import from ${targetFolder}`;
    }

    function checkInside(targetRoom: string | undefined): string | undefined {
      if (!rooms || room === undefined || targetRoom === undefined) return undefined;
      const isOnTheRight = rooms.indexOf(targetRoom) > rooms.indexOf(room);
      return isOnTheRight ? `${folder}/${room} may not import from ${folder}/${targetRoom}` : undefined;
    }
  }

  for (const cycle of findCycles(graph)) violations.push(`cycle: ${cycle.join(' → ')}`);
  return { violations, edges };
}

/** The flow and its edges on one line. */
export function describeFlow({ edges }: Architecture): string {
  const counts = Object.entries(edges)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([edge, count]) => `${edge} ${count}`);
  const stages = flow.map((stage) => (inside[stage] ? `${stage} [${inside[stage].join(' ← ')}]` : stage));
  return `${stages.join(' ← ')} (${counts.join(', ') || 'no edges'})`;
}

function folderOf(path: string): string | undefined {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
}

function roomOf(path: string): string | undefined {
  const [, room, file] = path.split('/');
  return file === undefined ? undefined : room;
}

/** Depth first; each back edge closes one cycle, told from its first file back to it. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  function visit(path: string): void {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path]);
    if (seenAt >= 0 || done.has(path)) return;
    trail.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  }

  for (const path of graph.keys()) visit(path);
  return cycles;
}
