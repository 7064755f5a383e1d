import type { FunctionCallStep } from '../../protocol/Step.ts';
import type { FromJsonSchema, JsonSchema } from './JsonSchema.ts';
import type { StandardSchema } from './StandardSchema.ts';

/** What a function is told beside its arguments. */
export interface FunctionCallContext {
  /** Fires when the reader stops the turn, or the component goes away. */
  readonly signal: AbortSignal;
  /** The arguments as the model wrote them: JSON text, in its order and with all digits of its numbers. */
  readonly argumentsText: string;
  /** The call itself. Its `id` may be empty or repeated. */
  readonly step: FunctionCallStep;
  /** The key of the call's entry: unlike its id, no other call has it. */
  readonly key: string;
}

/**
 * A function that the model may call. It is declared to the API from `description` and `parameters`.
 *
 * With `run`, it runs as soon as the interaction waits for it; its result, or the error that it throws, goes back to the
 * model. Without, or with `needsApproval`, the call waits for `respondToFunctionCall`.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- without a schema, whoever writes run says what it takes
export interface InteractionFunction<Arguments = any> {
  /** What it does and when to call it, for the model. */
  description?: string;
  /**
   * Its arguments, as a JSON Schema or a Standard Schema (zod, valibot, …). With a Standard Schema, arguments that do not
   * fit are not run: the model is told what is wrong with them.
   */
  parameters?: JsonSchema | StandardSchema;
  /**
   * The JSON Schema that the model is told, where `parameters` is a Standard Schema that has none of its own (valibot
   * without `toStandardJsonSchema`).
   */
  jsonSchema?: JsonSchema;
  /**
   * Runs it. What it returns, or what its promise resolves to, is the result: content items (`[{ type: 'text', … }]`) are
   * sent as such, `undefined` as `null`, everything else as JSON.
   */
  run?(args: Arguments, context: FunctionCallContext): unknown;
  /** Whether the reader has to approve a call before it runs. Default: no. */
  needsApproval?: boolean | ((args: Arguments, context: FunctionCallContext) => boolean | Promise<boolean>);
  /** What draws its calls, in place of `FunctionCallCard`: a React component with `FunctionCallProps`. */
  component?: unknown;
}

/** Functions by name. */
export type InteractionFunctions = { readonly [name: string]: InteractionFunction };

/** The type of the arguments that a schema describes. */
export type ArgumentsOf<Parameters> =
  Parameters extends StandardSchema<unknown, infer Output> ? Output : FromJsonSchema<Parameters>;

/**
 * The function as it is, with `run` and `needsApproval` typed by its `parameters`.
 *
 * ```ts
 * const get_weather = defineFunction({
 *   description: 'The current weather at a place.',
 *   parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
 *   run: ({ location }, { signal }) => fetchWeather(location, signal),
 * });
 * ```
 */
export function defineFunction<const Parameters extends JsonSchema | StandardSchema>(
  definition: InteractionFunction<ArgumentsOf<Parameters>> & { parameters?: Parameters },
): InteractionFunction<ArgumentsOf<Parameters>> {
  return definition;
}
