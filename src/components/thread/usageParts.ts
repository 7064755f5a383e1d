import type { Usage } from '../../protocol/Usage.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';

/** What tokens were used for. */
export type UsageKind = 'input' | 'cached' | 'tool' | 'thought' | 'output';

/** Tokens of one kind. */
export interface UsagePart {
  kind: UsageKind;
  tokens: number;
  /** Of those, by modality, if the API says so. */
  modalities: { modality: string; tokens: number }[];
  /** Its share of the bar, from 0 to 1. Cached tokens are part of the input, so both share its place. */
  share: number;
}

const KINDS: readonly UsageKind[] = ['input', 'cached', 'tool', 'thought', 'output'];

/**
 * The kinds that there are tokens of, in the order of the bar. The counts do not add up on the real wire, so their total is
 * only what the shares are taken of: input, with what of it was cached (never more than all of it), tools, thoughts, output.
 */
export function usageParts(usage: Usage | undefined): UsagePart[] {
  const tokens = (kind: UsageKind) => tokensOf(usage, kind);
  const cached = Math.min(tokens('cached'), tokens('input'));
  const drawn = (kind: UsageKind) => (kind === 'cached' ? cached : tokens(kind) - (kind === 'input' ? cached : 0));
  const total = KINDS.reduce((sum, kind) => sum + drawn(kind), 0);
  return KINDS.filter((kind) => tokens(kind) > 0).map((kind) => ({
    kind,
    tokens: tokens(kind),
    modalities: modalitiesOf(usage, kind),
    share: total === 0 ? 0 : drawn(kind) / total,
  }));
}

/** Whether there is anything to show. */
export function hasUsage(usage: Usage | undefined): boolean {
  return KINDS.some((kind) => tokensOf(usage, kind) > 0);
}

function tokensOf(usage: Usage | undefined, kind: UsageKind): number {
  return countOf(recordOf(usage)[`total_${nameOf(kind)}_tokens`]);
}

function modalitiesOf(usage: Usage | undefined, kind: UsageKind): UsagePart['modalities'] {
  return listOf(recordOf(usage)[`${nameOf(kind)}_tokens_by_modality`])
    .map(recordOf)
    .map(({ modality, tokens }) => ({ modality: textOf(modality).toLowerCase(), tokens: countOf(tokens) }))
    .filter(({ modality, tokens }) => modality !== '' && tokens > 0);
}

/** What the API calls it. */
function nameOf(kind: UsageKind): string {
  return kind === 'tool' ? 'tool_use' : kind;
}

/** A count may be missing, or be a string, as protobuf writes large ones in JSON. */
function countOf(value: unknown): number {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : 0;
}
