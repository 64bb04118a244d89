/** Where the server of a life is. */
export const origin = 'http://localhost';
export const baseUrl = `${origin}/api/v1`;
