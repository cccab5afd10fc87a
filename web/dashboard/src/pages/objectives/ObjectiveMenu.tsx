import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteObjective, type Objective } from '../../api/objectives';
import { DefinitionMenu } from '../../components/DefinitionMenu';

interface ObjectiveMenuProps {
  readonly objective: Objective;
  readonly onEdit: () => void;
  readonly onDeleted?: () => void;
}

/** What can be done with an objective. */
export function ObjectiveMenu({ objective: { definition: { name }, query }, onEdit, onDeleted }: ObjectiveMenuProps): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteObjective();
  return (
    <DefinitionMenu
      name={name}
      query={query}
      onEdit={onEdit}
      question={{ title: t('objectives.delete'), text: t('objectives.deleteText', { name }) }}
      onDelete={async () => {
        await remove.mutateAsync(name);
        onDeleted?.();
      }}
    />
  );
}
