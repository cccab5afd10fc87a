import type { User } from '../../api/users';

/** Why something cannot be done with a user; a key of its text. */
export type UserLimit = 'lastAdmin' | 'own';

export interface UserLimits {
  /** Another role. */
  readonly role: UserLimit | null;
  /** Disabling, and deleting. */
  readonly removal: UserLimit | null;
}

/** What the server would refuse: nobody would be left who can manage users. The own account is for another admin to end. */
export function limitsOf(user: User, users: readonly User[], own: string | undefined): UserLimits {
  const isActiveAdmin = ({ role, disabled }: User): boolean => role === 'admin' && !disabled;
  const last = isActiveAdmin(user) && !users.some((other) => other.id !== user.id && isActiveAdmin(other));
  return { role: last ? 'lastAdmin' : null, removal: last ? 'lastAdmin' : user.name === own ? 'own' : null };
}
