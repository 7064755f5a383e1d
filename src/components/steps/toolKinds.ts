import { firstArgument } from './callFields.ts';
import { codeExecutionSections } from './codeExecutionSections.tsx';
import { recordOf, textOf, textsOf } from '../parts/fields.ts';
import { fileSearchSections } from './fileSearchSections.tsx';
import { genericSections } from './genericSections.tsx';
import { mapsSections } from './mapsSections.tsx';
import type { ToolKind, ToolSteps } from './ToolKind.ts';
import { toolSearchDetail, toolSearchSections } from './toolSearchSections.tsx';
import { urlContextSections } from './urlContextSections.tsx';

const firstQuery = (args: { [key: string]: unknown }) => textsOf(args.queries)[0] ?? firstArgument(args);

const withoutScheme = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/i, '');

/** Any tool, if nothing else is said of it. */
const ANY: ToolKind = { icon: 'tool', detail: firstArgument, sections: genericSections };

const KINDS: { [tool: string]: Partial<ToolKind> } = {
  code_execution: {
    icon: 'code',
    detail: ({ code }) => firstStatement(textOf(code)),
    sections: codeExecutionSections,
  },
  url_context: {
    icon: 'page',
    detail: ({ urls }) => textsOf(urls).map(withoutScheme).join(', '),
    sections: urlContextSections,
  },
  google_maps: { icon: 'place', detail: firstQuery, sections: mapsSections },
  file_search: { icon: 'file', detail: firstQuery, sections: fileSearchSections },
  retrieval: { icon: 'database', detail: firstQuery, sections: fileSearchSections },
  processing: { icon: 'film' },
  mcp_server_tool: { icon: 'plug', name: mcpName },
  tool: {},
  tool_search: { detail: toolSearchDetail, sections: toolSearchSections },
};

/** The first line that says what code is about: not an import nor a comment, unless there is nothing else. */
function firstStatement(code: string): string | undefined {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => !/^\s*(?:#|\/\/|import\b|from\b)/.test(line)) ?? lines[0];
}

/** How to draw the tool of this name: a step's type without `_call` or `_result`. */
export function toolKind(tool: string): ToolKind {
  return { ...ANY, ...(isKnownTool(tool) ? KINDS[tool] : { name: () => tool }) };
}

/** Whether this version has something to say about the tool. */
export function isKnownTool(tool: string): boolean {
  return Object.hasOwn(KINDS, tool);
}

function mcpName({ call, result }: ToolSteps): string {
  const { server_name, name } = { ...recordOf(result), ...recordOf(call) };
  return [textOf(server_name), textOf(name)].filter(Boolean).join(' › ');
}
