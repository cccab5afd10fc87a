import { Kbd, Modal, Table, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const GROUPS = [
  { key: 'pages', rows: [['g o', 'overview'], ['g t', 'targets'], ['g a', 'alerts'], ['g e', 'explore'], ['g r', 'reports'], ['g s', 'settings']] },
  {
    key: 'time',
    rows: [['t ←', 'earlier'], ['t →', 'later'], ['t -', 'zoomOut'], ['t +', 'zoomIn'], ['t a', 'absolute'], ['t c', 'copy'], ['t v', 'paste']],
  },
  { key: 'list', rows: [['j', 'nextRow'], ['k', 'previousRow'], ['Enter', 'open'], ['x', 'select'], ['a', 'acknowledge'], ['s', 'silence'], ['/', 'search']] },
  { key: 'rest', rows: [['?', 'help'], ['Enter', 'run'], ['Shift Enter', 'newLine'], ['Esc', 'close']] },
] as const;

/** What the keyboard does. */
export function HelpModal({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {GROUPS.map(({ key, rows }) => (
        <div key={key}>
          <Title order={3} mt="sm" mb={4}>
            {t(`help.${key}`)}
          </Title>
          <Table>
            <Table.Tbody>
              {rows.map(([keys, action]) => (
                <Table.Tr key={keys}>
                  <Table.Td w={140}>
                    {keys.split(' ').map((name) => (
                      <Kbd key={name} mr={4}>
                        {name}
                      </Kbd>
                    ))}
                  </Table.Td>
                  <Table.Td>{t(`help.action.${action}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ))}
    </Modal>
  );
}
