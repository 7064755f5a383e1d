import type { UIMessage } from 'ai';
import type { Annotation } from '../../protocol/Annotation.ts';
import type { Content } from '../../protocol/Content.ts';
import type { InteractionStatus } from '../../protocol/Interaction.ts';
import type { Step } from '../../protocol/Step.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { fromToolPart } from './fromToolPart.ts';
import { fromFilePart } from './mediaParts.ts';
import { ownOf, signatureOf } from './ownMetadata.ts';
import { sourceName } from './toSourceParts.ts';

/** What the parts of one interaction hold. */
export interface ReadParts {
  readonly steps: Step[];
  /** Results that the host had before: of calls that are not here. */
  readonly sent: Step[];
  /** Results that the host sent afterwards. */
  readonly results: Step[];
  /** How it stands, as far as parts tell. */
  readonly status: InteractionStatus;
}

type Part = UIMessage['parts'][number];

/** A step that parts are added to, one after another. */
interface Growing {
  type: string;
  signature?: string;
  list: Content[];
}

/** @param textStep The type of the step that text and files belong to. */
export function readParts(parts: readonly Part[], textStep: 'model_output' | 'user_input'): ReadParts {
  const steps: Step[] = [];
  const sent: Step[] = [];
  const results: Step[] = [];
  const cited = new Set(
    parts.flatMap((part) => ('providerMetadata' in part ? annotationsOf(part) : [])).map(sourceName),
  );
  let open: Growing | undefined;
  let isStreaming = false;
  let isWaiting = false;

  const grow = (type: string, own: Wire): Growing => {
    const isFirst = own.starts === true || isWire(own.step);
    if (open?.type === type && open.signature === undefined && !isFirst) return open;
    const list: Content[] = [];
    open = { type, list };
    steps.push({ type, [type === 'thought' ? 'summary' : 'content']: list, ...recordOf(own.step) });
    return open;
  };

  function sign(signature: string) {
    if (open) open.signature = signature;
    Object.assign(steps.at(-1) as Wire, { signature });
  }

  /** A source of which nobody said where it is cited goes to the text before it. */
  function addSource(annotation: Annotation) {
    if (cited.has(sourceName(annotation))) return;
    let item = (open?.type === textStep ? open.list : []).filter(({ type }) => type === 'text').at(-1) as
      Wire | undefined;
    if (!item) grow(textStep, {}).list.push((item = { type: 'text', text: '' }) as unknown as Content);
    const annotations = Array.isArray(item.annotations) ? (item.annotations as unknown[]) : [];
    item.annotations = [...annotations, annotation];
  }

  function addTool(part: Parameters<typeof fromToolPart>[0]) {
    open = undefined;
    const { call, result, isServers } = fromToolPart(part);
    if (call) steps.push(call);
    if (result) (isServers ? steps : call ? results : sent).push(result);
    isWaiting ||= call !== undefined && !result && !isServers;
    isStreaming ||= part.state === 'input-streaming';
  }

  function addData(type: string, data: unknown, rest: object) {
    const { starts, step, thought, item } = recordOf(data);
    if (type === 'data-content' && isWire(item)) {
      grow(thought === true ? 'thought' : textStep, { starts, step }).list.push(item as unknown as Content);
    } else if (type === 'data-step' && isWire(data)) {
      open = undefined;
      steps.push(data as unknown as Step);
    } else if (textStep === 'user_input') {
      grow(textStep, {}).list.push({ ...rest, type, data } as Content);
    } else {
      open = undefined;
      steps.push({ ...rest, type, data });
    }
  }

  for (const part of parts) {
    if (part.type === 'text' || part.type === 'reasoning') {
      const own = ownOf(part.providerMetadata);
      const { list } = grow(part.type === 'text' ? textStep : 'thought', own);
      const annotations = part.type === 'text' ? annotationsOf(part) : [];
      const item = { type: 'text', text: part.text, ...(annotations.length > 0 && { annotations }) };
      if (own.empty !== true) list.push(item);
      isStreaming ||= part.state === 'streaming';
      const { signature } = signatureOf(part.providerMetadata);
      if (part.type === 'reasoning' && signature !== undefined) sign(signature);
    } else if (part.type === 'file') {
      grow(textStep, ownOf(part.providerMetadata)).list.push(fromFilePart(part));
    } else if (part.type === 'source-url') {
      addSource({ type: 'url_citation', url: part.url, ...(part.title !== undefined && { title: part.title }) });
    } else if (part.type === 'source-document') {
      addSource({ type: 'file_citation', file_name: part.filename ?? part.title });
    } else if (isToolPart(part)) {
      addTool(part);
    } else if (part.type.startsWith('data-')) {
      const { type, data, ...rest } = part as { type: string; data: unknown };
      addData(type, data, rest);
    }
  }
  return { steps, sent, results, status: isStreaming ? 'in_progress' : isWaiting ? 'requires_action' : 'completed' };
}

function isToolPart(part: Part): part is Parameters<typeof fromToolPart>[0] {
  return part.type === 'dynamic-tool' || part.type.startsWith('tool-');
}

function annotationsOf({ providerMetadata }: { providerMetadata?: unknown }): Annotation[] {
  const { annotations } = ownOf(providerMetadata);
  return Array.isArray(annotations)
    ? (annotations as unknown[]).filter(isWire).map((each) => each as unknown as Annotation)
    : [];
}

function recordOf(value: unknown): Wire {
  return isWire(value) ? value : {};
}
