import { Menu } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteTarget, type Target } from '../../api/targets';
import { useConfirm } from '../../components/useConfirm';

interface DeleteTargetProps {
  readonly target: Target;
  readonly onDeleted?: () => void;
}

/** The menu entry that deletes a target, after asking. */
export function DeleteTarget({ target, onDeleted }: DeleteTargetProps): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteTarget();
  const confirm = useConfirm();
  return (
    <Menu.Item
      color="var(--state-critical)"
      leftSection={<IconTrash size={15} />}
      onClick={() => {
        confirm({
          title: t('targets.delete'),
          text: t('targets.deleteText', { name: target.name }),
          action: t('delete'),
          run: async () => {
            await remove.mutateAsync(target.id);
            onDeleted?.();
          },
        });
      }}
    >
      {t('delete')}
    </Menu.Item>
  );
}
