/** Addresses that people give as links. */

/**
 * Takes an address; returns whether a page may link to it: on the web, and without a user name or a password, which everyone
 * could read who sees the page, and which makes one host look like another ("https://gov.scot@example.org").
 */
export function isLinkable(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}
