import { Tooltip } from '@mantine/core';
import { cloneElement, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { includesRole, useSession, type Role } from '../api/session';

interface RoleGateProps {
  readonly needs: Role;
  /** Another reason why nobody may do it now. */
  readonly unless?: string | null;
  /** Something with `disabled`, such as a button. */
  readonly children: ReactElement<{ disabled?: boolean; 'aria-description'?: string }>;
}

/** Leaves an action visible to those who may not do it, disabled and with the reason. What a menu gives its target goes on to the action. */
export function RoleGate({ needs, unless = null, children, ...given }: RoleGateProps): ReactElement {
  const { t } = useTranslation();
  const allowed = useMay(needs);
  if (allowed && unless === null) return cloneElement(children, given);
  const reason = allowed ? unless : t('role.needed', { role: t(`role.${needs}`) });
  return (
    <Tooltip label={reason}>
      <span>{cloneElement(children, { disabled: true, ...(reason === null ? {} : { 'aria-description': reason }) })}</span>
    </Tooltip>
  );
}

export function useMay(needs: Role): boolean {
  const { data } = useSession();
  return includesRole(data?.role, needs);
}
