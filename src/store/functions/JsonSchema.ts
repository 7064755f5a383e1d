/** A JSON Schema, as the API takes it for a function's `parameters`. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

interface JsonTypes {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  null: null;
}

/** The type of the values that a JSON Schema describes, as far as `type`, `enum`, `properties`, `required` and `items` say it. */
export type FromJsonSchema<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly properties: infer Properties }
    ? FromProperties<Properties, Schema extends { readonly required: readonly (infer Name)[] } ? Name : never>
    : Schema extends { readonly type: 'array'; readonly items: infer Item }
      ? FromJsonSchema<Item>[]
      : Schema extends { readonly type: keyof JsonTypes }
        ? JsonTypes[Schema['type']]
        : Schema extends { readonly type: 'object' }
          ? { [name: string]: unknown }
          : unknown;

type FromProperties<Properties, Required> = Flat<
  { -readonly [Name in keyof Properties as Name extends Required ? Name : never]: FromJsonSchema<Properties[Name]> } & {
    -readonly [Name in keyof Properties as Name extends Required ? never : Name]?: FromJsonSchema<Properties[Name]>;
  }
>;

type Flat<T> = { [Key in keyof T]: T[Key] };
