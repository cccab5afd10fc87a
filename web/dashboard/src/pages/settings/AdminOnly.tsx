import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';

/** In the place of what only an admin may see. */
export function AdminOnly(): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel>
      <Notice state="info" title={t('settings.adminOnly')}>
        {t('role.needed', { role: t('role.admin') })}
      </Notice>
    </Panel>
  );
}
