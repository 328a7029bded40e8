import { StudioError } from '@maobi/core';

type Schema = Readonly<Record<string, unknown>>;

const knownTypes = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const maximumDepth = 32;
const maximumNodes = 2000;
/** Counted repetitions are unrolled in a grammar: larger ones cost minutes. */
const maximumRepetition = 500;
const anyJson: Schema = {
  oneOf: [{ type: 'object', additionalProperties: true }, { type: 'array' }, { type: ['string', 'number', 'boolean', 'null'] }],
};

/**
 * A JSON schema in the subset that node-llama-cpp turns into a grammar, or `invalid-request`. It would otherwise take
 * what it does not know for `null`. `anyOf` reads as `oneOf`, `definitions` as `$defs`, an object without properties as
 * any object; upper limits beyond what a grammar can count are left out.
 */
export function grammarSchema(schema: Schema): Schema {
  const definitions = asSchema(schema['$defs'] ?? schema['definitions'] ?? {}, '$defs');
  const walk = new SchemaWalk(new Set(Object.keys(definitions)));
  const converted = walk.convert(schema, 0);
  if (Object.keys(definitions).length === 0) return converted;
  return { ...converted, $defs: mapValues(definitions, (definition) => walk.convert(asSchema(definition, '$defs'), 1)) };
}

class SchemaWalk {
  readonly #definitions: ReadonlySet<string>;
  #nodes = 0;

  constructor(definitions: ReadonlySet<string>) {
    this.#definitions = definitions;
  }

  convert(schema: Schema, depth: number): Schema {
    this.#nodes += 1;
    if (depth > maximumDepth || this.#nodes > maximumNodes) throw invalid('it is nested too deeply or too large');
    if ('$ref' in schema) return this.#reference(schema['$ref']);
    if ('const' in schema) return { const: literal(schema['const']) };
    if ('enum' in schema) return { enum: list(schema['enum'], '"enum"').map(literal) };
    const choices = schema['oneOf'] ?? schema['anyOf'];
    if (choices !== undefined) return { oneOf: list(choices, '"oneOf"').map((choice) => this.#child(choice, depth)) };
    return this.#typed(schema, depth);
  }

  #typed(schema: Schema, depth: number): Schema {
    const type = schema['type'] ?? (schema['properties'] === undefined ? undefined : 'object');
    if (type === undefined) return anyJson;
    if (Array.isArray(type)) return this.#anyOfTypes(schema, type, depth);
    if (typeof type !== 'string' || !knownTypes.has(type)) throw invalid(`"type" is ${JSON.stringify(type)}`);
    if (type === 'object') return this.#object(schema, depth);
    if (type === 'array') return this.#array(schema, depth);
    if (type === 'string') return { type, ...limits(schema, 'minLength', 'maxLength') };
    return { type };
  }

  #anyOfTypes(schema: Schema, types: readonly unknown[], depth: number): Schema {
    return { oneOf: list(types, '"type"').map((type) => this.convert({ ...schema, type }, depth + 1)) };
  }

  #object(schema: Schema, depth: number): Schema {
    const properties = schema['properties'];
    const additional = schema['additionalProperties'];
    return {
      type: 'object',
      ...(properties === undefined
        ? {}
        : { properties: mapValues(asSchema(properties, '"properties"'), (child) => this.#child(child, depth)) }),
      additionalProperties: this.#additional(additional ?? properties === undefined, depth),
      ...limits(schema, 'minProperties', 'maxProperties'),
    };
  }

  #additional(value: unknown, depth: number): unknown {
    return typeof value === 'boolean' ? value : this.#child(value, depth);
  }

  #array(schema: Schema, depth: number): Schema {
    const { items, prefixItems } = schema;
    return {
      type: 'array',
      ...(items === undefined || typeof items === 'boolean' ? {} : { items: this.#child(items, depth) }),
      ...(prefixItems === undefined ? {} : { prefixItems: list(prefixItems, '"prefixItems"').map((item) => this.#child(item, depth)) }),
      ...limits(schema, 'minItems', 'maxItems'),
    };
  }

  #child(value: unknown, depth: number): Schema {
    return this.convert(asSchema(value, 'a part of it'), depth + 1);
  }

  #reference(reference: unknown): Schema {
    const name = typeof reference === 'string' ? /^#\/(?:\$defs|definitions)\/([^/]+)$/u.exec(reference)?.[1] : undefined;
    if (name === undefined || !this.#definitions.has(name)) throw invalid(`"$ref" ${JSON.stringify(reference)} leads nowhere`);
    return { $ref: `#/$defs/${name}` };
  }
}

function limits(schema: Schema, least: string, most: string): Schema {
  const lower = limit(schema[least], least);
  const upper = limit(schema[most], most);
  if (lower !== undefined && lower > maximumRepetition) throw invalid(`"${least}" is more than ${maximumRepetition}`);
  return {
    ...(lower === undefined ? {} : { [least]: lower }),
    ...(upper === undefined || upper > maximumRepetition ? {} : { [most]: upper }),
  };
}

function limit(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw invalid(`"${name}" is no whole number`);
  return value;
}

function literal(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw invalid('a fixed value is neither text, number, boolean nor null');
}

function list(value: unknown, name: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw invalid(`${name} is no list of choices`);
}

function asSchema(value: unknown, name: string): Schema {
  if (value === true) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Schema;
  throw invalid(`${name} is no object`);
}

function mapValues(values: Schema, convert: (value: unknown) => Schema): Schema {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, convert(value)]));
}

function invalid(reason: string): StudioError {
  return new StudioError('invalid-request', `The JSON schema cannot be used: ${reason}.`, {
    hint: 'Use objects, arrays, strings, numbers, booleans, null, enum, const, oneOf and $defs.',
  });
}
