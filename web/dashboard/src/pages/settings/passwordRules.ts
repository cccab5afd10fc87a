/** As the server asks; said before it has to refuse. */
export const SHORTEST_PASSWORD = 10;
