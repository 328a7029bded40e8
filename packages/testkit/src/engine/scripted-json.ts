type Schema = Readonly<Record<string, unknown>>;

/** A value that fits a JSON schema (the subset that llama.cpp's grammar knows), always the same one. */
export function valueFor(schema: Schema, depth = 0): unknown {
  if (depth > 8) return null;
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(choices)) return valueFor(asSchema(choices[0]), depth + 1);
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type) {
    case 'object':
      return objectFor(schema, depth);
    case 'array':
      return arrayFor(schema, depth);
    case 'string':
      return '从一个具体的场景开始';
    case 'integer':
    case 'number':
      return 200;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function objectFor(schema: Schema, depth: number): Record<string, unknown> {
  const properties = Object.entries(asSchema(schema['properties']));
  return Object.fromEntries(properties.map(([key, property]) => [key, valueFor(asSchema(property), depth + 1)]));
}

function arrayFor(schema: Schema, depth: number): unknown[] {
  const count = typeof schema['minItems'] === 'number' ? schema['minItems'] : 3;
  return Array.from({ length: count }, () => valueFor(asSchema(schema['items']), depth + 1));
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
