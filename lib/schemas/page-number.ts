/** Takes a parameter of an address; returns the page that it asks for, from 1 up, and 1 for what is no number of a page. */
export function readPageNumber(value: string | readonly string[] | null | undefined): number {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1
}
