import { Tooltip, VisuallyHidden } from '@mantine/core';
import { cloneElement, useId, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { includesRole, useSession, type Role } from '../api/session';
import styles from './RoleGate.module.css';

interface RoleGateProps {
  readonly needs: Role;
  /** Another reason why nobody may do it now. */
  readonly unless?: string | null;
  /** Something to press, such as a button. */
  readonly children: ReactElement<{ disabled?: boolean; className?: string; 'aria-disabled'?: boolean; 'aria-describedby'?: string; onClick?: (event: MouseEvent) => void }>;
}

/**
 * Leaves an action visible to those who may not do it. It looks disabled and does nothing, but takes the focus: whoever has a keyboard only, or
 * listens to the page, learns the reason too. What a menu gives its target goes on to the action.
 */
export function RoleGate({ needs, unless = null, children, ...given }: RoleGateProps): ReactElement {
  const { t } = useTranslation();
  const allowed = useMay(needs);
  const id = useId();
  if (allowed && unless === null) return cloneElement(children, given);
  const refused = {
    disabled: false,
    'aria-disabled': true,
    'aria-describedby': id,
    className: [children.props.className, styles['refused']].filter(Boolean).join(' '),
    onClick: (event: MouseEvent) => { event.preventDefault(); },
  };
  const reason = allowed ? unless : t('role.needed', { role: t(`role.${needs}`) });
  return (
    <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <span>
        {cloneElement(children, refused)}
        <VisuallyHidden id={id}>{reason}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}

export function useMay(needs: Role): boolean {
  const { data } = useSession();
  return includesRole(data?.role, needs);
}
