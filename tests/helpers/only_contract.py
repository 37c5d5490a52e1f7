"""A contract of import-linter: of what is not its own, a package imports only what is named, and the standard library."""

import sys

from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """`allowed`: the other packages that `package` may import, anywhere in it."""

    package = fields.StringField()
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        ours = {self.package, *graph.find_descendants(self.package)}
        allowed = {self.package, *self.allowed, *sys.stdlib_module_names}
        found = [(module, imported) for module in sorted(ours)
                 for imported in graph.find_modules_directly_imported_by(module) if imported.split(".")[0] not in allowed]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check):
        for module, imported in check.metadata["found"]:
            output.print_error(f"{module} imports {imported}")
