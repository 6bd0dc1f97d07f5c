/** In which the server tells its worker the reference of a request. What clients send in it is not looked at. */
export const REQUEST_ID = 'x-cairn-request'
