/** `null` stays what it is in a column of JSON. */
export function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function fromJson(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
