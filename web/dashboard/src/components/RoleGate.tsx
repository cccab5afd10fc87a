import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { includesRole, useSession, type Role } from '../api/session';
import { Withheld, type Pressable } from './Withheld';

interface RoleGateProps {
  readonly needs: Role;
  /** Another reason why nobody may do it now. */
  readonly unless?: string | null;
  readonly children: Pressable;
}

/** Withholds an action from those whose role does not allow it, and says which does. */
export function RoleGate({ needs, unless = null, children, ...given }: RoleGateProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Withheld because={useMay(needs) ? unless : t('role.needed', { role: t(`role.${needs}`) })} {...given}>
      {children}
    </Withheld>
  );
}

export function useMay(needs: Role): boolean {
  const { data } = useSession();
  return includesRole(data?.role, needs);
}
