/** The header in which the server tells the app who connects, as far as the network knows (server/client-address.ts). What clients send in it is dropped. */
export const CLIENT_ADDRESS = 'x-cairn-client'
