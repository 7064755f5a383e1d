import type { ErrorKind } from '../stream/errorKind.ts';
import { formatBytes } from './formatBytes.ts';
import { formatDuration } from './formatDuration.ts';
import { formatTimestamp } from './formatTimestamp.ts';

/** What a tool does, while it does it and when it has. The name of a function or the detail of the call follows it. */
export interface Verb {
  active: string;
  done: string;
}

/**
 * Every word that the components show or say. Replace any of them through `<InteractionProvider labels={…}>`; what is
 * left out keeps its default, in maps too. Keep the object outside of the render, or its functions make every row render anew.
 */
export interface Labels {
  common: {
    arguments: string;
    result: string;
    rawJson: string;
    hideRawJson: string;
    showMore: string;
    showLess: string;
    copy: string;
    copied: string;
    copyFailed: string;
    download: string;
    open: string;
    close: string;
    tryAgain: string;
    /** Takes up an interaction that broke off. */
    resume: string;
    /** Has the model go on with an answer that stopped at a limit. */
    continue: string;
    noResult: string;
    noValue: string;
    /** How many entries of a long list are left out. */
    more: (count: number) => string;
    /** Opens a part of a value that is folded. */
    entries: (count: number) => string;
    /** A text was clipped; both in bytes. */
    clipped: (shown: number, total: number) => string;
    /** Raw JSON nests too deep to be drawn whole. */
    tooDeep: string;
    /** Draws the annotations of a text that are left out; how many that are. */
    annotations: (count: number) => string;
    /** Stands for base64 data in raw JSON; in bytes. */
    binary: (bytes: number) => string;
    /** In ms. */
    duration: (milliseconds: number) => string;
    /** In bytes. */
    bytes: (bytes: number) => string;
  };
  /** The word at the end of a row whose call did not simply end well. */
  status: {
    error: string;
    interrupted: string;
    requiresAction: string;
  };
  thought: {
    active: string;
    done: string;
    /** The duration is in words. */
    doneIn: (duration: string) => string;
  };
  /** A folded group of thoughts and calls. */
  activity: {
    /** How often something was done, by the name of the tool. `other` stands for the rest. */
    counts: { [tool: string]: (count: number) => string } & { other: (count: number) => string };
    failed: (count: number) => string;
    separator: string;
  };
  functionCall: Verb & {
    /** The verb while the call itself still arrives: nothing runs yet. */
    calling: string;
    /** The verb of a call that has no result and gets none. */
    called: string;
    /** The verb of a call that the host must answer. */
    requiresAction: string;
    /** The function has no name yet, or never got one. */
    unnamed: string;
    /** Stands in place of the result while that is awaited. */
    requiresActionHint: (name: string) => string;
    /** The word at the end of the row of a call that waits for the reader's yes or no. */
    needsApproval: string;
    /** What will happen, above the buttons. */
    approvalHint: (name: string) => string;
    approve: string;
    deny: string;
    /** The verb of a call that was denied. */
    denied: string;
    /** What a denial means, where the buttons were. */
    deniedHint: string;
    /** Who decided about a call, and how. */
    decided: { approved: string; denied: string; answered: string };
    /** A decision, one of `decided`, with the reason that was given for it. */
    because: (decision: string, reason: string) => string;
    badArguments: string;
    noArguments: string;
    argumentsComing: string;
    /** The call broke off, and there is nothing of its arguments. */
    argumentsMissing: string;
    /** Stands where arguments break off. */
    argumentsCut: string;
    /** The word before a result whose call is not in the thread. */
    orphanResult: string;
  };
  search: Verb & {
    /** By `search_type`, where it is no search of the web. */
    types: { [type: string]: Verb };
    queries: string;
    sources: string;
    /** The title of the frame with Google's search suggestions. */
    suggestions: string;
    noResult: string;
  };
  /** By the name of the tool: a step's type without `_call`. `other` stands for the rest. */
  tools: { [tool: string]: Verb } & { other: Verb };
  tool: {
    code: string;
    output: string;
    /** Code ran and printed nothing. */
    noOutput: string;
    queries: string;
    pages: string;
    places: string;
    /** Passages of files that a search has found. */
    files: string;
    /** Functions that a search for tools has found. */
    functions: string;
    /** Where a retrieval looks, by its `retrieval_type`. One that is not here shows as it came. */
    retrievalTypes: { [type: string]: string };
    reviews: string;
    /** Google Maps content must be attributed. */
    mapsAttribution: string;
    urlStatus: { success: string; error: string; paywall: string; unsafe: string };
    unknownUrlStatus: (status: string) => string;
  };
  unknown: {
    step: (type: string) => string;
    content: (type: string) => string;
  };
  failure: {
    /** A component threw. */
    render: string;
  };
  notice: {
    /** What went wrong, for readers. */
    errors: { [Kind in ErrorKind]: string };
    /** Opens what an error says to developers. */
    details: string;
    /** Stands behind what went wrong where something had come. */
    kept: string;
    truncated: string;
    stopped: string;
    /** The reader stopped it before anything had come. */
    stoppedEmpty: string;
    incomplete: string;
    incompleteEmpty: string;
    /** It ended well, and not a single step came. */
    noAnswer: string;
    budgetExceeded: string;
    /** The message is the API's own. */
    failed: (message: string) => string;
    cancelled: string;
    requiresAction: (names: string) => string;
    /** What the button "Continue" sends. */
    continuePrompt: string;
    queued: string;
    waiting: string;
    /** The same for an agent. */
    working: string;
    /** The connection dropped, and is being taken up again. */
    reconnecting: string;
    /** The service was too busy for the request, which is sent again in a while. */
    askingAgain: string;
    inProgress: string;
    /** It ended with a status that this version does not know. */
    otherStatus: (status: string) => string;
  };
  /** What can be done with a turn that is over. */
  turn: {
    copy: string;
  };
  usage: {
    title: string;
    unknown: string;
    kinds: { input: string; cached: string; tool: string; thought: string; output: string };
    tokens: (count: number) => string;
    /** Names of modalities, as the API calls them in lower case. */
    modalities: { [modality: string]: string };
    /** How many tokens were of a modality. */
    modality: (name: string, count: number) => string;
    separator: string;
  };
  /** The ways that a conversation took from one place. */
  branch: {
    previous: string;
    next: string;
    /** From 1. */
    shown: (number: number, count: number) => string;
  };
  scroll: {
    /** Names the box that scrolls, for screen readers. */
    region: string;
    /** Leads back to what comes now. */
    jump: string;
  };
  announce: {
    answerReady: string;
    needsApproval: (names: string) => string;
    running: (verb: string, name: string) => string;
  };
  content: {
    image: string;
    openImage: string;
    audio: string;
    video: string;
    document: string;
    /** A remote medium waits for the reader's word. */
    remote: (kind: string, host: string) => string;
    load: (kind: string) => string;
    blocked: (kind: string) => string;
    /** The Content-Security-Policy of the page refuses the host. */
    blockedByPage: (kind: string, host: string) => string;
    /** A medium without data or a usable address. */
    missing: (kind: string) => string;
    failed: (kind: string) => string;
    /** The app could not say where the medium is; the message is the error's. */
    unresolved: (kind: string, message: string) => string;
    /** Audio or video that is still coming, and how much of it has come: a duration, or bytes. */
    soFar: (kind: string, amount: string) => string;
  };
  message: {
    attachments: string;
    /** Names an answer in JSON. */
    json: string;
    /** Stands where such an answer breaks off. */
    jsonCut: string;
    /** A `model_output` step says why it failed. */
    error: (message: string) => string;
  };
  markdown: {
    code: string;
    copyCode: string;
    table: string;
    taskDone: string;
    taskOpen: string;
  };
  citations: {
    sources: string;
    source: (number: number) => string;
    /** Names the mark of a citation: the numbers that it shows, and how many more sources it stands for. */
    cited: (numbers: readonly number[], more: number) => string;
    /** The page of a document, from 1. */
    page: (number: number) => string;
  };
  transcript: {
    /** Of somebody without a name, in the order of their first words, from 1. */
    speaker: (number: number) => string;
    /** A place in the recording, in ms. */
    time: (milliseconds: number) => string;
  };
}

/** A word is replaced whole; so is what a tool does, active and done. */
type Word = string | Verb | ((...words: never[]) => string);

/** A part of the labels: any group, any word of it, any word of a map such as `notice.errors`. */
export type LabelsOverride = {
  [Group in keyof Labels]?: {
    [Name in keyof Labels[Group]]?: Labels[Group][Name] extends Word
      ? Labels[Group][Name]
      : Partial<Labels[Group][Name]>;
  };
};

/** The words in English. */
export const defaultLabels: Labels = {
  common: {
    arguments: 'Arguments',
    result: 'Result',
    rawJson: 'Raw JSON',
    hideRawJson: 'Hide raw JSON',
    showMore: 'Show more',
    showLess: 'Show less',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Could not be copied',
    download: 'Download',
    open: 'Open',
    close: 'Close',
    tryAgain: 'Try again',
    resume: 'Resume',
    continue: 'Continue',
    noResult: 'No result',
    noValue: 'Empty',
    more: (count) => `${count} more`,
    entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
    clipped: (shown, total) => `Only the first ${formatBytes(shown)} of ${formatBytes(total)} are shown.`,
    tooDeep: 'It nests too deep: only its outermost levels are shown.',
    annotations: (count) => `Show ${count} more annotations of this text`,
    binary: (bytes) => `[${formatBytes(bytes)} of data]`,
    duration: formatDuration,
    bytes: formatBytes,
  },
  status: { error: 'Failed', interrupted: 'Interrupted', requiresAction: 'Needs an answer' },
  thought: {
    active: 'Thinking',
    done: 'Thought',
    doneIn: (duration) => `Thought for ${duration}`,
  },
  activity: {
    counts: {
      google_search: counted('search', 'searches'),
      function: counted('function', 'functions'),
      code_execution: counted('code run', 'code runs'),
      url_context: counted('page', 'pages'),
      google_maps: counted('map search', 'map searches'),
      file_search: counted('file search', 'file searches'),
      retrieval: counted('retrieval', 'retrievals'),
      other: counted('tool call', 'tool calls'),
    },
    failed: (count) => `${count} failed`,
    separator: ' · ',
  },
  functionCall: {
    calling: 'Calling',
    active: 'Running',
    done: 'Ran',
    called: 'Called',
    requiresAction: 'Waiting for',
    unnamed: 'unnamed function',
    requiresActionHint: () => 'The model goes on once it has the result.',
    needsApproval: 'Needs approval',
    approvalHint: (name) => `The model wants to call ${name} with these arguments. It runs once you approve.`,
    approve: 'Approve',
    deny: 'Deny',
    denied: 'Did not run',
    deniedHint: 'The model is told so, and goes on without it.',
    decided: { approved: 'Approved by you', denied: 'Denied by you', answered: 'Answered by you' },
    because: (decision, reason) => `${decision}: ${reason}`,
    badArguments: 'The arguments are not valid JSON, so the function cannot be run.',
    noArguments: 'No arguments',
    argumentsComing: 'The arguments are on their way.',
    argumentsMissing: 'It broke off before any arguments came.',
    argumentsCut: 'The arguments break off here, so the function cannot be run.',
    orphanResult: 'Result of',
  },
  search: {
    active: 'Searching the web',
    done: 'Searched the web',
    types: {
      image_search: { active: 'Searching for images', done: 'Searched for images' },
      enterprise_web_search: { active: 'Searching the enterprise web', done: 'Searched the enterprise web' },
    },
    queries: 'Queries',
    sources: 'Sources',
    suggestions: 'Google Search suggestions',
    noResult: 'The search returned nothing to show.',
  },
  tools: {
    code_execution: { active: 'Running code', done: 'Ran code' },
    url_context: { active: 'Reading pages', done: 'Read pages' },
    google_maps: { active: 'Searching Google Maps', done: 'Searched Google Maps' },
    file_search: { active: 'Searching files', done: 'Searched files' },
    retrieval: { active: 'Retrieving documents', done: 'Retrieved documents' },
    processing: { active: 'Processing media', done: 'Processed media' },
    mcp_server_tool: { active: 'Using', done: 'Used' },
    tool: { active: 'Using a tool', done: 'Used a tool' },
    tool_search: { active: 'Searching for tools', done: 'Searched for tools' },
    other: { active: 'Using', done: 'Used' },
  },
  tool: {
    code: 'Code',
    output: 'Output',
    noOutput: 'No output',
    queries: 'Queries',
    pages: 'Pages',
    places: 'Places',
    files: 'Found in files',
    functions: 'Functions',
    retrievalTypes: {
      vertex_ai_search: 'Vertex AI Search',
      rag_store: 'RAG store',
      exa_ai_search: 'Exa AI Search',
      parallel_ai_search: 'Parallel AI Search',
    },
    reviews: 'Reviews',
    mapsAttribution: 'Google Maps',
    urlStatus: { success: 'Read', error: 'Could not be read', paywall: 'Behind a paywall', unsafe: 'Unsafe, not read' },
    unknownUrlStatus: (status) => status,
  },
  unknown: {
    step: (type) => (type === '' ? 'Unsupported step' : `Unsupported step: ${type}`),
    content: (type) => (type === '' ? 'Unsupported content' : `Unsupported content: ${type}`),
  },
  failure: { render: 'This step could not be drawn.' },
  notice: {
    errors: {
      network: 'The connection failed.',
      malformed: 'The answer could not be read.',
      limit: 'The answer is larger than is shown here.',
      busy: 'The service is busy just now.',
      access: 'Access was refused. You may have to sign in.',
      quota: 'The usage limit is reached. Try again later.',
      missing: 'This was not found. It may have been deleted.',
      withheld: 'The answer was withheld. Try to ask in other words.',
      size: 'This is too much to send at once. Try less of it.',
      request: 'This was not accepted. Change it and try again.',
      rounds: 'The model made too many calls in a row.',
      other: 'Something went wrong.',
    },
    details: 'Details',
    kept: 'What had arrived is kept.',
    truncated: 'The connection ended before the answer was complete.',
    stopped: 'Stopped. What had arrived is kept.',
    stoppedEmpty: 'Stopped before an answer came.',
    incomplete: 'The answer stopped at its token limit. What was written so far is kept.',
    incompleteEmpty: 'The token limit was reached before there was an answer.',
    noAnswer: 'The model ended without an answer.',
    budgetExceeded: 'The budget for this task is used up. What was done so far is kept.',
    failed: (message) => `The model failed: ${message}`,
    cancelled: 'Cancelled.',
    requiresAction: (names) => `Waiting for the result of ${names}.`,
    continuePrompt: 'Continue.',
    queued: 'Queued',
    waiting: 'Waiting for the model',
    working: 'Working',
    reconnecting: 'Reconnecting',
    askingAgain: 'The service is busy, trying again',
    inProgress: 'This interaction is still in progress.',
    otherStatus: (status) => `The API ended this with the status “${status}”.`,
  },
  turn: { copy: 'Copy answer' },
  usage: {
    title: 'Token usage',
    unknown: 'The API did not say how many tokens this took.',
    kinds: { input: 'Input', cached: 'Cached input', tool: 'Tool use', thought: 'Thoughts', output: 'Output' },
    tokens: (count) => count.toLocaleString('en'),
    modalities: { text: 'text', image: 'images', audio: 'audio', video: 'video', document: 'documents' },
    modality: (name, count) => `${name} ${count.toLocaleString('en')}`,
    separator: ' · ',
  },
  branch: {
    previous: 'Previous version',
    next: 'Next version',
    shown: (number, count) => `Version ${number} of ${count}`,
  },
  scroll: {
    region: 'Conversation',
    jump: 'Jump to latest',
  },
  announce: {
    answerReady: 'Answer ready',
    needsApproval: (names) => `${names} waits for your approval.`,
    running: (verb, name) => `${verb} ${name}`,
  },
  content: {
    image: 'Image',
    openImage: 'Open image',
    audio: 'Audio',
    video: 'Video',
    document: 'Document',
    remote: (kind, host) => `${kind} from ${host}`,
    load: (kind) => `Load ${kind.toLowerCase()}`,
    blocked: (kind) => `${kind} blocked: its address is not allowed`,
    blockedByPage: (kind, host) => `${kind} from ${host}: the security policy of this page does not allow it`,
    missing: (kind) => `${kind} without data`,
    failed: (kind) => `${kind} could not be opened`,
    unresolved: (kind, message) => `${kind} could not be loaded${message && `: ${message}`}`,
    soFar: (kind, amount) => `${kind}, ${amount} so far`,
  },
  message: {
    attachments: 'Attachments',
    json: 'JSON',
    jsonCut: 'The JSON breaks off here.',
    error: (message) => `The model stopped here: ${message}`,
  },
  markdown: {
    code: 'Code',
    copyCode: 'Copy code',
    table: 'Table',
    taskDone: 'Done',
    taskOpen: 'Not done',
  },
  citations: {
    sources: 'Sources',
    source: (number) => `Source ${number}`,
    cited: (numbers, more) =>
      `${numbers.length + more === 1 ? 'Source' : 'Sources'} ${numbers.join(' ')}${more > 0 ? ` +${more}` : ''}`,
    page: (number) => `page ${number}`,
  },
  transcript: { speaker: (number) => `Speaker ${number}`, time: formatTimestamp },
};

function counted(one: string, many: string): (count: number) => string {
  return (count) => `${count} ${count === 1 ? one : many}`;
}

/** Labels with some words replaced, each by itself, however deep. The very same object when nothing is. */
export function mergeLabels(base: Labels, override: LabelsOverride | undefined): Labels {
  return override === undefined ? base : (mergeWords({ ...base }, override) as unknown as Labels);
}

interface Words {
  [name: string]: unknown;
}

function mergeWords(base: Words | undefined, own: Words): Words {
  const merged = { ...base };
  for (const [name, word] of Object.entries(own)) {
    if (word === undefined || word === null) continue;
    merged[name] = typeof word === 'object' ? mergeWords(merged[name] as Words, word as Words) : word;
  }
  return merged;
}
