import { Tabs } from '@mantine/core';
import { IconDatabaseExport, IconHistory, IconKey, IconUser, IconUsers } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import { useMay } from '../../components/RoleGate';
import { AccountSection } from './AccountSection';
import { AdminOnly } from './AdminOnly';
import { AuditSection } from './AuditSection';
import { BackupSection } from './BackupSection';
import { KeysSection } from './KeysSection';
import { UsersSection } from './UsersSection';

const SECTIONS = [
  { name: 'account', icon: IconUser, section: AccountSection, admin: false },
  { name: 'keys', icon: IconKey, section: KeysSection, admin: true },
  { name: 'users', icon: IconUsers, section: UsersSection, admin: true },
  { name: 'backup', icon: IconDatabaseExport, section: BackupSection, admin: true },
  { name: 'audit', icon: IconHistory, section: AuditSection, admin: true },
] as const;

export function SettingsPage(): ReactElement {
  const { t } = useTranslation();
  const { section: wanted } = useParams({ strict: false });
  const navigate = useNavigate();
  const admin = useMay('admin');
  const current = SECTIONS.find(({ name }) => name === wanted) ?? SECTIONS[0];
  return (
    <>
      <PageHeader title={t('settings.title')} lead={t(`settings.${current.name}.lead`)} />
      <Tabs
        value={current.name}
        keepMounted={false}
        onChange={(section) => {
          if (section !== null) void navigate({ to: '/settings/$section', params: { section } });
        }}
      >
        <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {SECTIONS.map(({ name, icon: SectionIcon }) => (
            <Tabs.Tab key={name} value={name} leftSection={<SectionIcon size={16} />}>
              {t(`settings.${name}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ name, section: Section, admin: needsAdmin }) => (
          <Tabs.Panel key={name} value={name}>
            {needsAdmin && !admin ? <AdminOnly /> : <Section />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
