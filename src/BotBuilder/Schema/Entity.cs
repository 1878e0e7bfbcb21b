using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

public class Entity
{
    public Entity()
    {
    }

    public Entity(string type = default)
    {
        Type = type;
    }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get; set; } = new JObject();

    public T GetAs<T>() => JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(this));

    public void SetAs<T>(T obj)
    {
        var copy = JsonConvert.DeserializeObject<Entity>(JsonConvert.SerializeObject(obj));
        Type = copy.Type;
        Properties = copy.Properties;
    }

    public bool Equals(Entity other) =>
        other != null && JsonConvert.SerializeObject(this) == JsonConvert.SerializeObject(other);

    public override bool Equals(object obj) =>
        ReferenceEquals(this, obj) || (obj != null && obj.GetType() == GetType() && Equals((Entity)obj));

    public override int GetHashCode() => base.GetHashCode();
}
