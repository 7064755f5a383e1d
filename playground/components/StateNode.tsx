import { memo, useState } from 'react';
import { listEventIds, type SeenEventIds } from '../../src/store/state/SeenEventIds.ts';

/** Children, and characters, that are shown of one value. */
const MAX_CHILDREN = 200;
const MAX_TEXT = 20_000;
/** Characters of a text that stand in its line. */
const MAX_LINE = 64;
/** Levels that are open to begin with. */
const OPEN_LEVELS = 2;

interface StateNodeProps {
  name: string;
  value: unknown;
  /** What stood here one event before. */
  before: unknown;
  /** Whether what has changed since then is marked: what is not the same object. */
  isCompared: boolean;
  level?: number;
}

/** One value of the state, and those in it on demand. */
export const StateNode = memo(function StateNode({ name, value, before, isCompared, level = 0 }: StateNodeProps) {
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS);
  const children = childrenOf(name, value);
  const isLong = typeof value === 'string' && value.length > MAX_LINE;
  const canOpen = isLong || (children !== undefined && children.length > 0);
  const line = (
    <>
      <span className="pg-node-name">{name}</span>
      {!(isOpen && isLong) && (
        <span className="pg-node-value" data-type={value === null ? 'null' : typeof value}>
          {inLine(value)}
        </span>
      )}
    </>
  );
  return (
    <li className="pg-node" data-changed={(isCompared && value !== before) || undefined}>
      {canOpen ? (
        <button type="button" className="pg-node-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {line}
        </button>
      ) : (
        <div className="pg-node-line">{line}</div>
      )}
      {isOpen && isLong && <pre tabIndex={0}>{value.slice(0, MAX_TEXT)}</pre>}
      {isOpen && children && canOpen && (
        <ul>
          {children.slice(0, MAX_CHILDREN).map(([key, child]) => (
            <StateNode
              key={key}
              name={key}
              value={child}
              before={(Object(before) as { [name: string]: unknown })[key]}
              isCompared={isCompared}
              level={level + 1}
            />
          ))}
          {children.length > MAX_CHILDREN && <li className="pg-muted">and {children.length - MAX_CHILDREN} more</li>}
        </ul>
      )}
    </li>
  );
});

/** Of the event ids that were seen, those that were by then: later moments add to the same list. */
function childrenOf(name: string, value: unknown): [string, unknown][] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(name === 'seen' ? listEventIds(value as SeenEventIds) : value);
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return summaryOf(value);
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > MAX_LINE ? `${value.slice(0, MAX_LINE)}…` : value);
}

/** The fields that tell such objects apart: `thought · done`. */
function summaryOf(value: object): string {
  const { type, step, status, outcome } = value as { [name: string]: unknown };
  const words = [type, (step as { type?: unknown } | undefined)?.type, status, outcome];
  const known = words.filter((word) => typeof word === 'string');
  return known.length > 0 ? known.join(' · ') : `{${Object.keys(value).length}}`;
}
