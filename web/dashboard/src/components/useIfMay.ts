import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Role } from '../api/session';
import { useMay } from './RoleGate';

/** For what is asked for by a key: does it for those who may, and tells the others why not. */
export function useIfMay(needs: Role): (act: () => void) => void {
  const { t } = useTranslation();
  const may = useMay(needs);
  return (act) => {
    if (may) act();
    else notifications.show({ id: 'role', message: t('role.needed', { role: t(`role.${needs}`) }), color: 'var(--state-warning)' });
  };
}
