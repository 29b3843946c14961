/**
 * As much of JSON Schema as docs/result.schema.json uses, so that no validator has to be installed.
 */
import { readFileSync } from 'node:fs';

interface Schema {
  type?: string | string[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  pattern?: string;
  minimum?: number;
}

/**
 * What is wrong with a result document, as `path: what`; also names that the schema does not know.
 */
export function schemaErrors(value: unknown): string[] {
  const schema = JSON.parse(readFileSync('docs/result.schema.json', 'utf8')) as Schema;
  return errorsAt('$', value, schema);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function hasType(value: unknown, type: string | string[]): boolean {
  const found = typeOf(value);
  return [type].flat().some((t) => t === found || (t === 'number' && found === 'integer'));
}

function errorsAt(path: string, value: unknown, schema: Schema): string[] {
  if (schema.anyOf) {
    const tries = schema.anyOf.map((s) => errorsAt(path, value, s));
    return tries.some((t) => t.length === 0) ? [] : tries.flat();
  }
  if (schema.type && !hasType(value, schema.type))
    return [`${path}: ${typeOf(value)}, not ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value))
    return [`${path}: ${String(value)} is not listed`];
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value)) {
    return [`${path}: ${value} does not match`];
  }
  if (schema.minimum !== undefined && (value as number) < schema.minimum)
    return [`${path}: below the minimum`];
  if (Array.isArray(value)) {
    return schema.items ? value.flatMap((v, i) => errorsAt(`${path}[${i}]`, v, schema.items!)) : [];
  }
  return typeof value === 'object' && value !== null
    ? inside(path, value as Record<string, unknown>, schema)
    : [];
}

function inside(path: string, value: Record<string, unknown>, schema: Schema): string[] {
  const missing = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${path}.${name}: missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, v]) => {
      const known = schema.properties?.[name] ?? schema.additionalProperties;
      return known ? errorsAt(`${path}.${name}`, v, known) : [];
    }),
  ];
}
