/** A page that the actor may open, or why not. */
export type Opened<T> =
  { readonly kind: 'missing' } | { readonly kind: 'forbidden' } | ({ readonly kind: 'open' } & T)
