using InfluenceGrpc.Interop.TestHost;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
InteropHosting.Configure(builder, builder.Configuration.GetValue("port", 0));
await using WebApplication app = builder.Build();
app.MapGrpcService<TestServiceImplementation>();

await app.StartAsync();
Console.Out.WriteLine($"LISTENING {new Uri(app.Urls.Single()).Authority}");
StandardInput.WhenClosed(app.Lifetime.StopApplication);
await app.WaitForShutdownAsync();
