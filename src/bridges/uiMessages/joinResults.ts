import type { Wire } from '../../protocol/Wire.ts';
import type { InteractionState, StepEntry } from '../../store/state/InteractionState.ts';
import { takeCall } from '../../store/functions/takeCall.ts';
import { toolOf } from './toolNames.ts';

/** The results of a thread, by the calls that they answer, and those that answer none. */
export interface JoinedResults {
  readonly byCall: ReadonlyMap<StepEntry, StepEntry>;
  readonly lonely: ReadonlySet<StepEntry>;
}

/** Joins calls and results across a thread, as the components do: by tool and id, in order. */
export function joinResults(interactions: readonly InteractionState[]): JoinedResults {
  const waiting = new Map<string, StepEntry[]>();
  const byCall = new Map<StepEntry, StepEntry>();
  const lonely = new Set<StepEntry>();
  for (const entry of interactions.flatMap(({ input, steps }) => [...input, ...steps])) {
    const tool = toolOf(entry.step.type);
    if (!tool) continue;
    const { id, call_id } = entry.step as Wire;
    const key = `${tool.family} ${String((tool.kind === 'call' ? id : call_id) ?? '')}`;
    if (tool.kind === 'call') {
      waiting.set(key, [...(waiting.get(key) ?? []), entry]);
      continue;
    }
    const call = takeCall(waiting.get(key) ?? [], (each) => each.key);
    if (call) byCall.set(call, entry);
    else lonely.add(entry);
  }
  return { byCall, lonely };
}
