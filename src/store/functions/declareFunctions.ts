import type { Tool } from '../../protocol/CreateInteractionParams.ts';
import { definedOf } from '../../protocol/Wire.ts';
import { usageError } from '../../stream/usageError.ts';
import type { InteractionFunction, InteractionFunctions } from './InteractionFunction.ts';
import { isStandardSchema } from './StandardSchema.ts';

/**
 * The tool declarations of these functions.
 *
 * @throws InteractionStreamError of type `usage` for a Standard Schema that cannot say itself as a JSON Schema.
 */
export function declareFunctions(functions: InteractionFunctions): Tool[] {
  return Object.entries(functions).map(([name, definition]) => {
    const { description } = definition;
    return definedOf({ type: 'function', name, description, parameters: jsonSchemaOf(name, definition) });
  });
}

function jsonSchemaOf(name: string, { parameters, jsonSchema }: InteractionFunction): object | undefined {
  if (jsonSchema) return jsonSchema;
  if (!isStandardSchema(parameters)) return parameters;
  const written = parameters['~standard'].jsonSchema?.input({ target: 'draft-2020-12' });
  if (!written) {
    const message =
      `The parameters of the function "${name}" are a schema of ${parameters['~standard'].vendor} that does not write ` +
      'JSON Schema by itself. Give it beside them as jsonSchema (or, with valibot, wrap the schema in ' +
      'toStandardJsonSchema of @valibot/to-json-schema).';
    throw usageError(message);
  }
  const { $schema: _, ...schema } = written;
  return schema;
}
