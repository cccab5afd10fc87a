/** As the server asks; said before it has to refuse. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

export type PasswordProblem = 'short' | 'long' | 'sameAsName';

/** What is wrong with a new password, as a key of its text. */
export function refusePassword(password: string, userName: string): PasswordProblem | null {
  if (password.length < SHORTEST_PASSWORD) return 'short';
  if (password.length > LONGEST_PASSWORD) return 'long';
  return password.toLowerCase() === userName.trim().toLowerCase() ? 'sameAsName' : null;
}
