/** Has more in it than the format can hold. */
export class TooLongError extends Error {
  override name = 'TooLongError'
}
