/**
 * Folds each recording into the interaction that the API would have answered with `stream: false`, and writes it beside
 * the recording. It is the second opinion against which the library's own reducer is tested, so it imports nothing of the
 * library: the two agree only when both are right.
 *
 *     node test/recordings/fold.mjs            write src/testing/recordings/*.json
 *     node test/recordings/fold.mjs --check    write nothing; exit 1 where a .json differs
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../../src/testing/recordings/', import.meta.url);

/** Recordings are strict: LF only, one `event:` and one `data:` line an event, a blank line after each. */
function readEvents(text) {
  if (!text.endsWith('\n\n')) throw new Error('the last event is not ended by a blank line');
  const events = text.slice(0, -2).split('\n\n').map(readEvent);
  return events.filter((event) => event !== '[DONE]');
}

function readEvent(block) {
  const match = /^event: (\S+)\ndata: (.+)$/.exec(block);
  if (!match) throw new Error(`not an event: ${block.slice(0, 80)}`);
  const [, name, data] = match;
  if (name === 'done') return data;
  const event = JSON.parse(data);
  if ((event.event_type ?? event.type) !== name) throw new Error(`named ${name} but is not: ${data.slice(0, 80)}`);
  return event.event_type ? event : translate(event);
}

/* ---- the dialect of Google's migration guide, which says `type` where the API says `event_type` ---- */

const STATUS = { created: 'in_progress', done: 'completed' };

function translate({ type, ...event }) {
  const name = type === 'interaction.complete' ? 'interaction.completed' : type;
  if (event.status) event.status = STATUS[event.status] ?? event.status;
  if (event.interaction) event.interaction = translateInteraction(event.interaction);
  if (event.step) event.step = translateStep(event.step);
  if (event.delta) event.delta = translateDelta(event.delta);
  return { ...event, event_type: name };
}

function translateInteraction({ usage, ...interaction }) {
  interaction.status = STATUS[interaction.status] ?? interaction.status;
  if (!usage) return interaction;
  const { prompt_tokens, completion_tokens, ...rest } = usage;
  return {
    ...interaction,
    usage: { ...rest, total_input_tokens: prompt_tokens, total_output_tokens: completion_tokens },
  };
}

function translateStep({ query, rendered_content, ...step }) {
  if (query) step.arguments = { queries: [query] };
  if (rendered_content) step.result = [{ rendered_content }];
  return step;
}

function translateDelta(delta) {
  switch (delta.type) {
    case 'thought':
      return { type: 'thought_summary', content: { type: 'text', text: delta.text } };
    case 'arguments':
      return { type: 'arguments_delta', arguments: delta.partial_arguments };
    case 'text_annotation_delta':
      return { ...delta, annotations: delta.annotations.map(translateAnnotation) };
    default:
      return delta;
  }
}

function translateAnnotation({ uri, ...annotation }) {
  return { type: 'url_citation', ...annotation, url: uri };
}

/* ---- the fold ---- */

function fold(events) {
  const interaction = {};
  const steps = [];
  const argumentTexts = [];
  let sentSteps = [];

  for (const event of events) {
    switch (event.event_type) {
      case 'interaction.created':
      case 'interaction.completed': {
        const { steps: sent, ...fields } = event.interaction;
        mergeFilled(interaction, fields);
        if (sent) sentSteps = sent;
        break;
      }
      case 'interaction.status_update':
        mergeFilled(interaction, { status: event.status, usage: event.usage });
        break;
      case 'step.start':
        steps[event.index] = event.step;
        break;
      case 'step.delta':
        if (event.delta.type === 'arguments_delta') {
          argumentTexts[event.index] = (argumentTexts[event.index] ?? '') + event.delta.arguments;
        } else {
          applyDelta(steps[event.index], event.delta);
        }
        break;
      // step.stop adds nothing; an error, and an event that nobody knows, are no part of an interaction.
    }
  }

  argumentTexts.forEach((text, index) => {
    steps[index].arguments = JSON.parse(text);
  });
  for (const step of steps) {
    if (step.type === 'function_call') step.arguments ??= {};
  }
  return { ...interaction, steps: richer(tidy(sentSteps), tidy(steps)) };
}

function applyDelta(step, delta) {
  switch (typeOf(delta)) {
    case 'text': {
      const last = (step.content ??= []).at(-1);
      if (last?.type === 'text') last.text += delta.text;
      else step.content.push({ type: 'text', text: delta.text });
      break;
    }
    case 'audio': {
      const last = (step.content ??= []).at(-1);
      if (last?.type === 'audio') last.data = joinBase64(last.data, delta.data);
      else step.content.push(delta);
      break;
    }
    case 'image':
      (step.content ??= []).push(delta);
      break;
    case 'text_annotation_delta': {
      const text = step.content.findLast((item) => item.type === 'text');
      (text.annotations ??= []).push(...delta.annotations);
      break;
    }
    case 'thought_summary':
      (step.summary ??= []).push({ type: 'text', ...delta.content });
      break;
    case 'thought_signature':
      mergeFilled(step, { signature: delta.signature });
      break;
    default: {
      // The payload of a server-side tool, or of something unknown: every field becomes a field of the step.
      const { type, ...fields } = delta;
      mergeFilled(step, fields);
    }
  }
}

/** Deep Research leaves `type` out of its deltas. */
function typeOf(delta) {
  return delta.type ?? ('text' in delta ? 'text' : 'thought_summary');
}

/** Pieces of audio are padded each for itself, so their base64 texts cannot just be put together. */
function joinBase64(a, b) {
  return Buffer.concat([Buffer.from(a, 'base64'), Buffer.from(b, 'base64')]).toString('base64');
}

/** Later values win, but nothing is overwritten by a value that says nothing. */
function mergeFilled(target, fields) {
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== '') target[key] = value;
  }
}

/** Without the empty signatures of `step.start`, and without the input that agents echo in front. */
function tidy(steps) {
  const first = steps.findIndex((step) => step.type !== 'user_input');
  return steps.slice(Math.max(first, 0)).map(({ signature, ...step }) => (signature ? { ...step, signature } : step));
}

/** Agents send all steps once more at the end, sometimes with a field or two that the stream left out. */
function richer(sent, folded) {
  const weight = (steps) => JSON.stringify(steps).length;
  return sent.length >= folded.length && weight(sent) >= weight(folded) ? sent : folded;
}

/* ---- the files ---- */

const check = process.argv.includes('--check');
for (const file of readdirSync(folder).filter((name) => name.endsWith('.sse'))) {
  const target = new URL(file.replace(/\.sse$/, '.json'), folder);
  const json = `${JSON.stringify(fold(readEvents(readFileSync(new URL(file, folder), 'utf8'))), null, 1)}\n`;
  if (!check) {
    writeFileSync(target, json);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== json) {
    console.error(`${file}: its .json differs. Look at the recording, then run node test/recordings/fold.mjs`);
    process.exitCode = 1;
  }
}
