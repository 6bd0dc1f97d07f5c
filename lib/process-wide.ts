/** What there is one of in a process. */

const things = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn')] ??= new Map()) as Map<
  string,
  unknown
>

/**
 * Takes a name of its own and how a thing is made; returns the one thing of that name in this process, made when first asked
 * for. A variable of a module is not one for the process: pages, route handlers and the server around them each load a copy
 * of the module, and development loads another at every change. What is held throws no error of ours: "instanceof" knows only those of its own copy.
 */
export function processWide<Thing>(name: string, make: () => Thing): Thing {
  if (!things.has(name)) things.set(name, make())
  return things.get(name) as Thing
}
