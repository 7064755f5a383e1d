import type { Content } from '../../protocol/Content.ts';
import type { InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import { isContentType } from '../../protocol/normalizeContent.ts';
import type { Step } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';

/**
 * The steps that an input stands for: text and content items are one `user_input`, steps are themselves. What is neither is
 * left out here; it is the API that refuses it.
 */
export function toInputSteps(input: InteractionInput): Step[] {
  if (typeof input === 'string') return [{ type: 'user_input', content: [{ type: 'text', text: input }] }];
  const items: readonly (Content | Step)[] = Array.isArray(input) ? input : [input as Content];
  const steps: Step[] = [];
  let content: Content[] | undefined;
  for (const each of items as readonly unknown[]) {
    const item = typeof each === 'string' ? { type: 'text', text: each } : (each as Content | Step);
    if (!isWire(item)) continue;
    if (!isContentType(item.type)) {
      steps.push(item as Step);
      content = undefined;
    } else if (content) {
      content.push(item as Content);
    } else {
      content = [item as Content];
      steps.push({ type: 'user_input', content } as Step);
    }
  }
  return steps;
}
