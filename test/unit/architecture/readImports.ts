import { Visitor, parseSync } from 'oxc-parser';

/**
 * Every module specifier that a source file names, in the order of the file: imports and re-exports, of values and of
 * types, `import()` of a literal, and the type `import('…').Name`.
 */
export function readImports(path: string, source: string): string[] {
  const { program, module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);

  const found: { start: number; specifier: string }[] = [];
  const add = (literal: { start: number; value: string }) =>
    found.push({ start: literal.start, specifier: literal.value });

  for (const { moduleRequest } of module.staticImports) add(moduleRequest);
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) add(moduleRequest);
  }
  // `export {} from './x.ts'` names a module and has no entries, and the module record knows no type imports in place.
  new Visitor({
    ExportNamedDeclaration: ({ source: from, specifiers }) => void (from && specifiers.length === 0 && add(from)),
    ImportExpression: ({ source: from }) =>
      void (from.type === 'Literal' && typeof from.value === 'string' && add({ start: from.start, value: from.value })),
    TSImportType: ({ source: from }) => void add(from),
  }).visit(program);

  const byPlace = new Map(found.map(({ start, specifier }) => [start, specifier]));
  return [...new Set([...byPlace].sort(([a], [b]) => a - b).map(([, specifier]) => specifier))];
}
