"""A contract of import-linter: a package imports only what is named, of all that is not its own or of one other package."""

import sys

from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """`allowed`: the other packages that `package` may import, anywhere in it, beside the standard library; or, where `of`
    names another package, the modules of that one."""

    package = fields.StringField()
    of = fields.StringField(required=False, default="")
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        ours = {self.package, *graph.find_descendants(self.package)}
        allowed = {self.package, *self.allowed, *sys.stdlib_module_names}
        found = [(module, imported) for module in sorted(ours)
                 for imported in graph.find_modules_directly_imported_by(module) if not self._is_allowed(imported, allowed)]
        return ContractCheck(kept=not found, metadata={"found": found})

    def _is_allowed(self, imported, allowed):
        package = imported.split(".")[0]
        return package != self.of or imported in allowed if self.of else package in allowed

    def render_broken_contract(self, check):
        for module, imported in check.metadata["found"]:
            output.print_error(f"{module} imports {imported}")
