import {
  array,
  base64,
  boolean,
  config,
  discriminatedUnion,
  enum as enumOf,
  int,
  iso,
  literal,
  looseObject,
  null as nullOnly,
  number,
  object,
  record,
  strictObject,
  string,
  union,
  unknown,
} from 'zod';

/*
 * What the build takes for `z` of zod. Each schema is made when something is first read with it: zod makes them at great
 * length, hundreds stand in the modules that a command loads, and it reads with few.
 */

type Make = (...given: readonly never[]) => object;

/** Methods that make a schema of a schema; all else is asked of the schema itself. */
const MAKING = new Set<string | symbol>([
  ...['array', 'catch', 'catchall', 'check', 'default', 'describe', 'extend', 'max', 'min', 'nonempty'],
  ...[
    'nullable',
    'nullish',
    'omit',
    'optional',
    'or',
    'partial',
    'pick',
    'pipe',
    'readonly',
    'refine',
    'regex',
  ],
  ...['superRefine', 'transform', 'trim', 'int', 'length', 'nonnegative', 'positive', 'startsWith'],
]);

/** By what stands for it, what makes a schema. */
const makers = new WeakMap<object, () => object>();

/** Stands for a schema that `make` makes, once. */
function late(make: () => object): object {
  let made: object | undefined;
  const schema = (): object => {
    made ??= make();
    return made;
  };
  const stand: object = new Proxy(
    {},
    {
      get: (_target, name) => {
        if (made === undefined && MAKING.has(name))
          return (...given: readonly unknown[]) => late(() => call(schema(), name, given));
        const value: unknown = Reflect.get(schema(), name);
        return typeof value === 'function' ? value.bind(schema()) : value;
      },
      has: (_target, name) => Reflect.has(schema(), name),
    },
  );
  makers.set(stand, schema);
  return stand;
}

function call(schema: object, name: string | symbol, given: readonly unknown[]): object {
  const method: unknown = Reflect.get(schema, name);
  if (typeof method !== 'function') throw new TypeError(`zod has no ${String(name)}`);
  return Reflect.apply(method, schema, given.map(actual));
}

/** What was given to make a schema of, with schemas in the place of what stands for them. */
function actual(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const make = makers.get(given);
  if (make !== undefined) return make();
  if (Array.isArray(given)) return given.map(actual);
  const isPlain = Object.getPrototypeOf(given) === Object.prototype;
  return isPlain
    ? Object.fromEntries(Object.entries(given).map(([name, value]) => [name, actual(value)]))
    : given;
}

/** Each of zod's own, asked for when it is needed: until then zod itself is not loaded. */
type Makers = Readonly<Record<string, () => Make>>;

function allLater(of: Makers): Readonly<Record<string, Make>> {
  const all = Object.entries(of).map(([name, make]) => {
    const later = (...given: readonly unknown[]): object =>
      late(() => {
        // To write a program for each schema and have it compiled takes longer than the little that a command reads.
        config({ jitless: true });
        return Reflect.apply(make(), undefined, given.map(actual));
      });
    return [name, later] as const;
  });
  return Object.fromEntries(all);
}

export const z = {
  ...allLater({
    array: () => array,
    base64: () => base64,
    boolean: () => boolean,
    discriminatedUnion: () => discriminatedUnion,
    enum: () => enumOf,
    int: () => int,
    literal: () => literal,
    looseObject: () => looseObject,
    null: () => nullOnly,
    number: () => number,
    object: () => object,
    record: () => record,
    strictObject: () => strictObject,
    string: () => string,
    union: () => union,
    unknown: () => unknown,
  }),
  iso: allLater({ date: () => iso.date, datetime: () => iso.datetime }),
};
