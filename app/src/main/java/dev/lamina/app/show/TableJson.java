package dev.lamina.app.show;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** A table for programs. */
final class TableJson {
    private final JsonMapper json = new JsonMapper();

    String of(TableDescription table) {
        var root = json.createObjectNode();
        root.put("path", table.path().toString()).put("kind", table.kind()).put("rows", table.rows());
        var columns = root.putArray("columns");
        for (var column : table.columns()) {
            var node = columns.addObject();
            node.put("name", column.name())
                    .put("type", column.type().name().toLowerCase(Locale.ROOT))
                    .put("missing", column.missing())
                    .put("distinct", column.distinct())
                    .put("least", column.least())
                    .put("greatest", column.greatest());
            column.mean().ifPresent(mean -> node.put("mean", mean));
            column.deviation().ifPresent(deviation -> node.put("deviation", deviation));
        }
        return json.writeValueAsString(root);
    }
}
