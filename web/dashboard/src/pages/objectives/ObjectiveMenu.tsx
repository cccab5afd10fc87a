import { ActionIcon, Menu } from '@mantine/core';
import { IconChartLine, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteObjective, type Objective } from '../../api/objectives';
import { useMay } from '../../components/RoleGate';
import { useConfirm } from '../../components/useConfirm';

interface ObjectiveMenuProps {
  readonly objective: Objective;
  readonly onEdit: () => void;
  readonly onDeleted?: () => void;
}

/** What can be done with an objective. */
export function ObjectiveMenu({ objective: { definition: { name }, query }, onEdit, onDeleted }: ObjectiveMenuProps): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteObjective();
  const confirm = useConfirm();
  const mayChange = useMay('operator');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('objectives.actionsOf', { name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconChartLine size={15} />} renderRoot={(props) => <Link to="/explore" search={{ query }} {...props} />}>
          {t('objectives.toChart')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={15} />} disabled={!mayChange} onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item
          color="var(--state-critical)"
          leftSection={<IconTrash size={15} />}
          disabled={!mayChange}
          onClick={() => {
            confirm({
              title: t('objectives.delete'),
              text: t('objectives.deleteText', { name }),
              action: t('delete'),
              run: async () => {
                await remove.mutateAsync(name);
                onDeleted?.();
              },
            });
          }}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
