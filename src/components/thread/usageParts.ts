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

const FIELDS = {
  input: ['total_input_tokens', 'input_tokens_by_modality'],
  cached: ['total_cached_tokens', 'cached_tokens_by_modality'],
  tool: ['total_tool_use_tokens', 'tool_use_tokens_by_modality'],
  thought: ['total_thought_tokens', undefined],
  output: ['total_output_tokens', 'output_tokens_by_modality'],
} as const satisfies Record<UsageKind, readonly [keyof Usage, keyof Usage | undefined]>;

const KINDS = Object.keys(FIELDS) as UsageKind[];

/**
 * The kinds that there are tokens of, in the order of the bar. The counts do not add up on the real wire, so their total is
 * only what the shares are taken of: input, with what of it was cached (never more than all of it), tools, thoughts, output.
 */
export function usageParts(usage: Usage | undefined): UsagePart[] {
  const tokens = (kind: UsageKind) => countOf(recordOf(usage)[FIELDS[kind][0]]);
  const cached = Math.min(tokens('cached'), tokens('input'));
  const lengths = { ...Object.fromEntries(KINDS.map((kind) => [kind, tokens(kind)])), cached };
  const drawn = { ...lengths, input: tokens('input') - cached } as Record<UsageKind, number>;
  const total = KINDS.reduce((sum, kind) => sum + drawn[kind], 0);
  return KINDS.filter((kind) => tokens(kind) > 0).map((kind) => ({
    kind,
    tokens: tokens(kind),
    modalities: modalitiesOf(usage, FIELDS[kind][1]),
    share: total === 0 ? 0 : drawn[kind] / total,
  }));
}

/** Whether there is anything to show. */
export function hasUsage(usage: Usage | undefined): boolean {
  return KINDS.some((kind) => countOf(recordOf(usage)[FIELDS[kind][0]]) > 0);
}

function modalitiesOf(usage: Usage | undefined, field: keyof Usage | undefined): UsagePart['modalities'] {
  if (field === undefined) return [];
  return listOf(recordOf(usage)[field])
    .map(recordOf)
    .map(({ modality, tokens }) => ({ modality: textOf(modality).toLowerCase(), tokens: countOf(tokens) }))
    .filter(({ modality, tokens }) => modality !== '' && tokens > 0);
}

/** A count may be missing, or be a string, as protobuf writes large ones in JSON. */
function countOf(value: unknown): number {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : 0;
}
