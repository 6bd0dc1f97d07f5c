/** A page that the actor may open, or why not. */
export type LoadResult<T> =
  { readonly kind: 'missing' } | { readonly kind: 'forbidden' } | ({ readonly kind: 'open' } & T)
